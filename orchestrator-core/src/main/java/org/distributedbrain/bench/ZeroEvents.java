package org.distributedbrain.bench;

import org.distributedbrain.job.TaskId;
import org.distributedbrain.wire.ServerMessage.ComputeTask;

/**
 * What a measurement may want to know of zero workers. Called on the fleet's thread, which measures itself: it must be quick. Times are
 * {@link System#nanoTime}.
 */
public interface ZeroEvents {
    /** For fleets that nobody watches. */
    ZeroEvents NONE = new ZeroEvents() {};

    /** The words of a task have arrived, its operands may not. */
    default void taskCame(ZeroWorker worker, ComputeTask task, long nanos) {}

    /** The first values of an operand have arrived. */
    default void operandBegan(ZeroWorker worker, long block, long nanos) {}

    /** All values of an operand have arrived. */
    default void operandCame(ZeroWorker worker, long block, long nanos) {}

    /** The last byte of a result was given to the system. */
    default void resultLeft(ZeroWorker worker, TaskId task, long nanos) {}

    default void accepted(ZeroWorker worker, TaskId task, long nanos) {}

    default void rejected(ZeroWorker worker, TaskId task, String reason) {}

    /** The connection is over, whoever ended it. */
    default void closed(ZeroWorker worker, String why) {}
}
