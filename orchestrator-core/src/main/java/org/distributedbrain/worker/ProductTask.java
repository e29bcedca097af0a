package org.distributedbrain.worker;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.wire.ServerMessage.Block;
import org.distributedbrain.wire.ServerMessage.ComputeTask;
import org.distributedbrain.wire.WorkerMessage.TaskFailed;

/** The product of two blocks. */
final class ProductTask extends Task {
    private final ComputeTask message;
    private final HeldBlock a;
    private final HeldBlock b;

    ProductTask(ComputeTask message, HeldBlock a, HeldBlock b) {
        this.message = message;
        this.a = a;
        this.b = b;
    }

    @Override
    TaskId id() {
        return message.task();
    }

    @Override
    String description() {
        return message.rows() + "×" + message.inner() + " · " + message.inner() + "×" + message.cols();
    }

    @Override
    long resultBytes() {
        return message.resultBytes();
    }

    @Override
    boolean uses(HeldBlock block) {
        return a == block || b == block;
    }

    @Override
    boolean isReady() {
        return a.isComplete() && b.isComplete();
    }

    @Override
    Optional<TaskFailed> failure() {
        return failure(a, message.a()).or(() -> failure(b, message.b()));
    }

    private Optional<TaskFailed> failure(HeldBlock block, Block wanted) {
        HeldBlock.Trouble trouble = block.trouble();
        if (trouble != null) {
            return Optional.of(new TaskFailed(id(), trouble.reason(), trouble.message()));
        }
        if (!block.shape().hasShapeOf(wanted)) {
            return Optional.of(new TaskFailed(
                    id(),
                    "internal",
                    "Block " + wanted.block() + " is " + block.shape().rows() + "×"
                            + block.shape().cols() + " here, not " + wanted.rows() + "×" + wanted.cols() + "."));
        }
        return Optional.empty();
    }

    @Override
    void use() {
        a.use();
        b.use();
    }

    @Override
    void endUse(OffHeapPool pool) {
        a.endUse(pool);
        b.endUse(pool);
    }

    @Override
    boolean compute(ComputePool compute, OffHeapPool pool, MemorySegment result) throws InterruptedException {
        if (!a.make(compute, this::isCancelled) || !b.make(compute, this::isCancelled)) {
            return false;
        }
        Right right =
                compute.packs() ? new Right.Packed(b.packed(pool, compute)) : new Right.RowMajor(b.rowMajor(pool));
        return compute.multiply(
                a.rowMajor(pool), right, result, message.rows(), message.inner(), message.cols(), this::isCancelled);
    }
}
