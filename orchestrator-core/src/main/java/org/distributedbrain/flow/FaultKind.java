package org.distributedbrain.flow;

/** What can break. */
public enum FaultKind {
    /** The connection ended without a goodbye. */
    DISCONNECTED,
    /** Nothing was heard for longer than the silence limit. */
    SILENT,
    /** A chunk was not back by its deadline. */
    OVERDUE,
    /** The worker said it cannot do the task. */
    TASK_FAILED,
    /** Verification proved the result wrong. */
    WRONG_RESULT
}
