package org.distributedbrain.flow;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.OperandId;

/** Which workers hold each operand block, as far as they were sent it. What a worker holds is in its {@link Holding}. Soft state. */
final class Residency {
    private final Blocks blocks;
    private final Map<BlockId, Set<WorkerRecord>> holders = new LinkedHashMap<>();

    Residency(Blocks blocks) {
        this.blocks = blocks;
    }

    Set<WorkerRecord> holders(BlockId id) {
        return holders.getOrDefault(id, Set.of());
    }

    /** Who holds any block of an operand on the grid. */
    Set<WorkerRecord> holders(OperandId operand) {
        Set<WorkerRecord> all = new LinkedHashSet<>();
        blocks.of(operand).forEach(id -> all.addAll(holders(id)));
        return all;
    }

    /** How many workers hold blocks of each operand on the grid. */
    Map<OperandId, Integer> holders() {
        Map<OperandId, Integer> counts = new LinkedHashMap<>();
        blocks.operands()
                .forEach(operand -> counts.put(operand, holders(operand).size()));
        return counts;
    }

    /** A task needs the block at the worker. */
    void need(WorkerRecord worker, OperandBlock block) {
        worker.holding.need(block);
        holders.computeIfAbsent(block.id(), id -> new LinkedHashSet<>()).add(worker);
    }

    /** The worker lets this block go. */
    void remove(WorkerRecord worker, BlockId id) {
        worker.holding.remove(id);
        noLonger(worker, id);
    }

    /** Forgets the block everywhere and returns who held it. */
    Set<WorkerRecord> release(BlockId id) {
        Set<WorkerRecord> before = holders.remove(id);
        if (before == null) {
            return Set.of();
        }
        before.forEach(worker -> worker.holding.remove(id));
        blocks.heldNowhere(id);
        return before;
    }

    /** The worker is gone, and its memory with it. */
    void forget(WorkerRecord worker) {
        List<BlockId> held = worker.holding.leastRecentlyUsedFirst().stream()
                .map(it -> it.block.id())
                .toList();
        held.forEach(id -> remove(worker, id));
    }

    private void noLonger(WorkerRecord worker, BlockId id) {
        Set<WorkerRecord> others = holders.get(id);
        if (others != null && others.remove(worker) && others.isEmpty()) {
            holders.remove(id);
            blocks.heldNowhere(id);
        }
    }

    Set<BlockId> blocks() {
        return holders.keySet();
    }
}
