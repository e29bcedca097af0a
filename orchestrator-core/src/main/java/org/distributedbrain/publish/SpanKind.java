package org.distributedbrain.publish;

/**
 * What a worker does, as its lane of the task stream shows it. Several can be true at once, since the operands of the next task travel while
 * one computes: the lane then shows the first of them in this order.
 */
public enum SpanKind {
    /** A task computes. */
    COMPUTING,
    /** A task is in the phase in which it came to grief. */
    FAULT,
    /** Result bytes are on their way back. */
    RETURNING,
    /** Operand bytes are on their way, or have arrived and wait for the task to begin. */
    SENDING,
    /** A result is here and is checked and stored. */
    VERIFYING,
    /** The worker has nothing, although the task that it gets next was ready. */
    QUEUED,
    /** The worker has nothing, and nothing was ready for it. */
    IDLE
}
