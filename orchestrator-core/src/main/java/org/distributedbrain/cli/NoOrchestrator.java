package org.distributedbrain.cli;

/** Nobody answers where an orchestrator was expected; exit status 3. */
final class NoOrchestrator extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param where the address or the data folder that was tried */
    NoOrchestrator(String where) {
        super("No orchestrator answers at " + where + ": start one with ./brain serve, or name one with --url.");
    }
}
