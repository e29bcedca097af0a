package org.distributedbrain;

/** Whether an orchestrator can work. */
public enum Health {
    WELL,
    /** What is decided cannot be stored: no job is taken, and none goes on. */
    CANNOT_STORE,
    /** Nothing is decided any more, or the database does not answer. */
    STUCK
}
