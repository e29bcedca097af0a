package org.distributedbrain.worker;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.wire.ServerMessage.Block;
import org.distributedbrain.wire.ServerMessage.ComputeTask;
import org.distributedbrain.wire.ServerMessage.ComputeTile;
import org.distributedbrain.wire.WorkerMessage.TaskFailed;
import org.jspecify.annotations.Nullable;

/**
 * The blocks and unfinished tasks of one connection. The receiving thread fills it, the computing thread takes tasks out; everything is under this
 * object's lock except the bytes of a block, which have one writer until it is complete and none afterwards.
 */
final class WorkTable {
    /** Tasks beyond the agreed window that are put up with before they are refused. */
    private static final int LENIENCE = 64;

    /** The kernels a worker of this kind has, as it announces them. */
    static final List<String> KERNELS = Stream.concat(
                    Stream.of(MatmulSource.KERNEL), Kernels.ALL.stream().map(TileKernel::name))
            .toList();

    private final OffHeapPool pool;
    private final Map<BlockId, HeldBlock> blocks = new HashMap<>();
    private final Deque<Task> waiting = new ArrayDeque<>();
    private @Nullable Task computing;
    private int limit = LENIENCE;
    private boolean closed;

    WorkTable(OffHeapPool pool) {
        this.pool = pool;
    }

    synchronized void window(int window) {
        limit = Math.addExact(Math.min(window, 100_000), LENIENCE);
    }

    /** Takes up a product; what is to be answered when that is not possible. */
    synchronized Optional<TaskFailed> add(ComputeTask message) {
        TaskId id = message.task();
        if (!message.kernel().equals(MatmulSource.KERNEL)) {
            return Optional.of(noKernel(id));
        }
        if (!canMake(message.a()) || !canMake(message.b())) {
            return Optional.of(new TaskFailed(
                    id,
                    "unsupported",
                    "This worker has no generator of that name, only '" + GeneratedBlock.GENERATOR + "'."));
        }
        if (waiting.size() >= limit) {
            return Optional.of(tooMany(id));
        }
        HeldBlock a = blocks.computeIfAbsent(message.a().block(), block -> new HeldBlock(message.a(), pool));
        HeldBlock b = blocks.computeIfAbsent(message.b().block(), block -> new HeldBlock(message.b(), pool));
        Task task = new ProductTask(message, a, b);
        Optional<TaskFailed> failed = task.failure();
        if (failed.isEmpty()) {
            waiting.add(task);
            notifyAll();
        }
        return failed;
    }

    /** Takes up a tile; what is to be answered when that is not possible. */
    synchronized Optional<TaskFailed> add(ComputeTile message) {
        Optional<TileKernel> kernel = Kernels.find(message.kernel());
        if (kernel.isEmpty()) {
            return Optional.of(noKernel(message.task()));
        }
        if (waiting.size() >= limit) {
            return Optional.of(tooMany(message.task()));
        }
        waiting.add(new TileTask(message, kernel.get()));
        notifyAll();
        return Optional.empty();
    }

    private TaskFailed tooMany(TaskId id) {
        return new TaskFailed(id, "internal", waiting.size() + " tasks are unfinished here already.");
    }

    private static TaskFailed noKernel(TaskId id) {
        return new TaskFailed(
                id, "unsupported", "This worker has no kernel of that name, only " + String.join(", ", KERNELS) + ".");
    }

    private static boolean canMake(Block block) {
        return block.generate() == null || block.generate().generator().equals(GeneratedBlock.GENERATOR);
    }

    synchronized void cancel(TaskId id) {
        waiting.removeIf(task -> task.id().equals(id));
        if (computing != null && computing.id().equals(id)) {
            computing.cancel();
        }
    }

    synchronized void release(List<BlockId> ids) {
        for (BlockId id : ids) {
            HeldBlock block = blocks.remove(id);
            if (block != null) {
                waiting.removeIf(task -> task.uses(block));
                if (computing != null && computing.uses(block)) {
                    computing.cancel();
                }
                block.release(pool);
            }
        }
    }

    /** Where the values of an operand frame go; null when nobody waits for them. */
    synchronized @Nullable MemorySegment expect(BlockId id, long offset, long count) {
        HeldBlock block = blocks.get(id);
        return block == null ? null : block.expect(offset, count);
    }

    /** {@code count} values were put where {@link #expect} said. */
    synchronized void arrived(BlockId id, long count) {
        HeldBlock block = blocks.get(id);
        if (block != null) {
            block.arrived(count);
            notifyAll();
        }
    }

    synchronized void spoil(BlockId id, String message) {
        HeldBlock block = blocks.get(id);
        if (block != null) {
            block.spoil(message);
        }
    }

    /** Takes out the tasks that can never be computed, with the answers for them. */
    synchronized List<TaskFailed> takeHopeless() {
        List<TaskFailed> failures = new ArrayList<>();
        waiting.removeIf(task -> {
            Optional<TaskFailed> failed = task.failure();
            failed.ifPresent(failures::add);
            return failed.isPresent();
        });
        return failures;
    }

    /** The oldest task whose operands are complete, or null. When it is not null {@link #done} must follow. */
    synchronized @Nullable Task pollReady() {
        for (Task task : waiting) {
            if (task.isReady()) {
                waiting.remove(task);
                computing = task;
                task.use();
                return task;
            }
        }
        return null;
    }

    /** Waits for {@link #pollReady} to have a task; null when the connection has ended. */
    synchronized @Nullable Task awaitReady() throws InterruptedException {
        while (!closed) {
            Task task = pollReady();
            if (task != null) {
                return task;
            }
            wait();
        }
        return null;
    }

    /** The computing thread has finished with the task and its blocks, whatever came of it. */
    synchronized void done(Task task) {
        computing = null;
        task.endUse(pool);
    }

    /** The connection has ended: nothing is wanted any more. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        if (computing != null) {
            computing.cancel();
        }
        blocks.values().forEach(block -> block.release(pool));
        blocks.clear();
        notifyAll();
    }
}
