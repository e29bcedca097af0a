package org.distributedbrain.job;

/** The states of a job. The edges between them are in {@code flow.JobTransitions}. */
public enum JobState {
    /** Accepted and planned; no chunk has been handed out yet. */
    QUEUED,
    /** At least one chunk has been handed out. */
    RUNNING,
    /** Every chunk is verified and stored; the result file is being completed. */
    SEALING,
    /** The result is complete and durable. */
    DONE,
    /** It cannot be completed; the failure says why. */
    FAILED,
    /** Ended by its requestor. */
    CANCELLED;

    public boolean isFinal() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
