package org.distributedbrain.job;

/** How a job's results are checked before they may enter its result. */
public enum Verification {
    /** Freivalds' test in float64 with secret random vectors. */
    FREIVALDS,
    /** Not at all: whatever a worker returns is taken. Said wherever the result is shown. */
    NONE
}
