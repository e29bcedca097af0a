package org.distributedbrain.cli;

import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.Priority;
import org.distributedbrain.server.api.Words;
import picocli.CommandLine.Option;

/** A job's share beside other jobs, on the command line. */
final class PriorityOption {
    @Option(
            names = "--priority",
            paramLabel = "LEVEL",
            description = "Its share beside other jobs: low, normal or high. Default: normal.")
    String word = Words.of(JobOptions.DEFAULT.priority());

    /** @throws org.distributedbrain.job.BadInput when it is no such word */
    Priority checked() {
        return Words.parse("--priority", Priority.class, word);
    }
}
