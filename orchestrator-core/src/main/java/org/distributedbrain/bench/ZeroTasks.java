package org.distributedbrain.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.wire.ServerMessage.Block;
import org.distributedbrain.wire.ServerMessage.ComputeTask;
import org.jspecify.annotations.Nullable;

/** The tasks of one zero worker, in order, and how much of each operand block has arrived. */
final class ZeroTasks {
    private final ZeroWorker worker;
    private final ZeroEvents events;
    private final Deque<ComputeTask> waiting = new ArrayDeque<>();
    private final Set<TaskId> begun = new HashSet<>();
    private final Map<Long, Arriving> blocks = new HashMap<>();

    private static final class Arriving {
        final long bytes;
        long received;

        Arriving(long bytes) {
            this.bytes = bytes;
        }
    }

    ZeroTasks(ZeroWorker worker, ZeroEvents events) {
        this.worker = worker;
        this.events = events;
    }

    void came(ComputeTask task) {
        waiting.add(task);
        expect(task.a());
        expect(task.b());
    }

    private void expect(Block block) {
        blocks.computeIfAbsent(block.block().value(), id -> new Arriving(4 * block.values()));
    }

    /** True when a block has become complete. */
    boolean values(DataFrame frame, long bytes, boolean last) {
        Arriving block = blocks.get(frame.id());
        if (block == null) {
            return false;
        }
        if (block.received == 0) {
            events.operandBegan(worker, frame.id(), System.nanoTime());
        }
        block.received += bytes;
        if (!last || block.received < block.bytes) {
            return false;
        }
        events.operandCame(worker, frame.id(), System.nanoTime());
        return true;
    }

    /** The next task when all its operands are there; from now on it is begun. */
    @Nullable ComputeTask next() {
        ComputeTask first = waiting.peek();
        if (first == null || !isThere(first.a()) || !isThere(first.b())) {
            return null;
        }
        begun.add(first.task());
        return waiting.poll();
    }

    private boolean isThere(Block block) {
        Arriving arriving = blocks.get(block.block().value());
        return arriving == null || arriving.received >= arriving.bytes;
    }

    /** False when the task was cancelled meanwhile. */
    boolean finish(TaskId task) {
        return begun.remove(task);
    }

    void cancel(TaskId task) {
        begun.remove(task);
        waiting.removeIf(waits -> waits.task().equals(task));
    }

    void release(List<BlockId> released) {
        released.forEach(block -> blocks.remove(block.value()));
    }
}
