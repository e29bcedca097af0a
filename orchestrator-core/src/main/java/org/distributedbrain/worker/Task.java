package org.distributedbrain.worker;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.wire.WorkerMessage.TaskFailed;

/** One attempt that this worker was handed and has not finished. {@link WorkTable} guards all but {@link #compute}. */
abstract sealed class Task permits ProductTask, TileTask {
    private volatile boolean cancelled;

    abstract TaskId id();

    /** What people see of it while it computes. */
    abstract String description();

    abstract long resultBytes();

    abstract boolean uses(HeldBlock block);

    abstract boolean isReady();

    /** What is to be answered when it can never be computed. */
    abstract Optional<TaskFailed> failure();

    /** Computing begins: what it needs stays until {@link #endUse}. */
    abstract void use();

    abstract void endUse(OffHeapPool pool);

    /** Computes it into memory of {@link #resultBytes}. @return false when it was cancelled and the result is incomplete */
    abstract boolean compute(ComputePool compute, OffHeapPool pool, MemorySegment result) throws InterruptedException;

    /** Nobody wants its result any more. */
    final void cancel() {
        cancelled = true;
    }

    final boolean isCancelled() {
        return cancelled;
    }
}
