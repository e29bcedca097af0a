package org.distributedbrain.publish;

/** What a worker is doing, as its card shows it (FR-009). */
public enum WorkerState {
    IDLE,
    TRANSFERRING,
    COMPUTING,
    /** Recently disconnected; shown for a while so that people see it go. */
    GONE
}
