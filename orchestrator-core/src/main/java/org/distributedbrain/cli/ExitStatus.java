package org.distributedbrain.cli;

/** What a command's exit status says. */
final class ExitStatus {
    static final int DONE = 0;
    static final int JOB_FAILED = 1;
    static final int BAD_INPUT = 2;
    static final int NO_ORCHESTRATOR = 3;

    private ExitStatus() {}
}
