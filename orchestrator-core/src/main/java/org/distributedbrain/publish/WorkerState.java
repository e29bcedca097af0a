package org.distributedbrain.publish;

/** What a worker is doing, as its card shows it (FR-009). */
public enum WorkerState {
    IDLE,
    TRANSFERRING,
    COMPUTING,
    /** It gets no new work for a while: it was overdue, failed, or lost its connection again and again. */
    RESTING,
    /** Its device answers pings, its page or program does nothing. */
    FROZEN,
    /** It gets no ordinary work: it lied, or the operator wants it so. */
    QUARANTINED,
    /** Recently disconnected; shown for a while so that people see it go. */
    GONE
}
