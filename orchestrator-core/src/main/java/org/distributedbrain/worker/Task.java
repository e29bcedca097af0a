package org.distributedbrain.worker;

import org.distributedbrain.wire.ServerMessage.ComputeTask;

/** One attempt that this worker was handed and has not finished. */
final class Task {
    private final ComputeTask message;
    private final HeldBlock a;
    private final HeldBlock b;
    private volatile boolean cancelled;

    Task(ComputeTask message, HeldBlock a, HeldBlock b) {
        this.message = message;
        this.a = a;
        this.b = b;
    }

    ComputeTask message() {
        return message;
    }

    HeldBlock a() {
        return a;
    }

    HeldBlock b() {
        return b;
    }

    boolean uses(HeldBlock block) {
        return a == block || b == block;
    }

    boolean isReady() {
        return a.isComplete() && b.isComplete();
    }

    /** Nobody wants its result any more. */
    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }
}
