package org.distributedbrain.publish;

/** What a worker is doing, as its card shows it (FR-009). */
public enum WorkerState {
    IDLE,
    TRANSFERRING,
    COMPUTING,
    /** It gets no new work for a while: it was overdue, failed, lost its connection again and again, or its owner paused it. */
    RESTING,
    /** Its device answers pings, its page or program does nothing. */
    FROZEN,
    /** It gets no ordinary work: it lied, or the operator wants it so. */
    QUARANTINED,
    /** It finishes what it has and gets nothing new, because the operator wants it so. */
    DRAINING,
    /** Recently disconnected; shown for a while so that people see it go. */
    GONE
}
