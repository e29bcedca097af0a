package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.OperandId;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks workers let go, which is always agreed with them and never guessed: never one that an unfinished task of the worker needs; first
 * those that no unfinished job needs, then the least recently used.
 */
final class Eviction {
    private Eviction() {}

    /** Makes room at the worker for a chunk that {@link Room#fits}. */
    static void makeRoom(CoreState state, WorkerRecord worker, Chunk chunk, Decisions out) {
        long more = chunk.resultBytes();
        for (OperandBlock block : chunk.operands()) {
            more += worker.holding.lacks(block);
        }
        long room = worker.profile.memoryBytes() - more;
        evict(state, worker, chunk, () -> worker.holding.inUse() <= room, out);
    }

    /** The worker keeps no more than it said of what its tasks do not need. */
    static void keepCache(CoreState state, WorkerRecord worker, Decisions out) {
        evict(state, worker, null, () -> worker.holding.idleBytes() <= worker.profile.cacheBytes(), out);
    }

    private static void evict(
            CoreState state, WorkerRecord worker, @Nullable Chunk keep, BooleanSupplier enough, Decisions out) {
        if (enough.getAsBoolean()) {
            return;
        }
        List<BlockId> useful = new ArrayList<>();
        List<BlockId> victims = new ArrayList<>();
        for (Holding.Held held : worker.holding.leastRecentlyUsedFirst()) {
            BlockId id = held.block.id();
            boolean kept = keep != null
                    && keep.operands().stream().anyMatch(block -> block.id().equals(id));
            if (!held.isNeeded() && !kept) {
                (state.blocks.isNeeded(id) ? useful : victims).add(id);
            }
        }
        victims.addAll(useful);
        List<BlockId> released = new ArrayList<>();
        for (BlockId id : victims) {
            if (enough.getAsBoolean()) {
                break;
            }
            state.fleet.residency.remove(worker, id);
            released.add(id);
        }
        if (!released.isEmpty()) {
            out.command(new Command.ReleaseOperands(worker.profile.id(), released));
        }
    }

    /** The chunk needs its blocks no more; those that are of no use to anybody are let go everywhere. */
    static void unuse(CoreState state, Chunk chunk, Decisions out) {
        for (OperandBlock block : chunk.operands()) {
            if (state.blocks.unuse(block.id())) {
                release(state, block.id(), out);
            }
        }
    }

    /** The operand is no longer on the grid: blocks that a job still needs go when it has ended. */
    static void operandRemoved(CoreState state, OperandId operand, Decisions out) {
        state.blocks.removed(operand).forEach(id -> release(state, id, out));
    }

    private static void release(CoreState state, BlockId id, Decisions out) {
        for (WorkerRecord holder : state.fleet.residency.release(id)) {
            out.command(new Command.ReleaseOperands(holder.profile.id(), List.of(id)));
        }
    }
}
