package org.distributedbrain.worker;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.TreeMap;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.wire.ServerMessage.ComputeTile;
import org.distributedbrain.wire.WorkerMessage.TaskFailed;

/** A tile of a kernel without operands: there is nothing to wait for. */
final class TileTask extends Task {
    private final ComputeTile message;
    private final TileKernel kernel;

    TileTask(ComputeTile message, TileKernel kernel) {
        this.message = message;
        this.kernel = kernel;
    }

    @Override
    TaskId id() {
        return message.task();
    }

    @Override
    String description() {
        return message.rows() + "×" + message.cols() + " of " + message.kernel();
    }

    @Override
    long resultBytes() {
        return message.resultBytes();
    }

    @Override
    boolean uses(HeldBlock block) {
        return false;
    }

    @Override
    boolean isReady() {
        return true;
    }

    @Override
    Optional<TaskFailed> failure() {
        return Optional.empty();
    }

    @Override
    void use() {}

    @Override
    void endUse(OffHeapPool pool) {}

    @Override
    boolean compute(ComputePool compute, OffHeapPool pool, MemorySegment result) throws InterruptedException {
        Place place = new Place(message.firstRow(), message.rows(), message.firstCol(), message.cols());
        // How large the whole result is, and what the orchestrator plans with, a worker is not told and need not know.
        TileSource source = new TileSource(
                message.kernel(),
                place.firstRow() + place.rows(),
                place.firstCol() + place.cols(),
                0,
                new TreeMap<>(message.parameters()));
        return compute.tile(kernel, source, place, result, this::isCancelled);
    }
}
