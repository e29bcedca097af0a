package org.distributedbrain.flow;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.WorkerId;

/** Which worker holds which operand blocks, as far as it was sent them. Soft state. */
final class Residency {
    private final Map<WorkerId, Map<BlockId, OperandBlock>> byWorker = new LinkedHashMap<>();
    private final Map<BlockId, Set<WorkerId>> byBlock = new LinkedHashMap<>();
    private final Map<WorkerId, Long> bytes = new LinkedHashMap<>();

    boolean holds(WorkerId worker, OperandBlock block) {
        Set<WorkerId> holders = byBlock.get(block.id());
        return holders != null && holders.contains(worker);
    }

    long bytesHeld(WorkerId worker) {
        return bytes.getOrDefault(worker, 0L);
    }

    void add(WorkerId worker, OperandBlock block) {
        if (byWorker.computeIfAbsent(worker, w -> new LinkedHashMap<>()).put(block.id(), block) == null) {
            bytes.merge(worker, block.bytes(), Long::sum);
            byBlock.computeIfAbsent(block.id(), b -> new LinkedHashSet<>()).add(worker);
        }
    }

    /** What the worker holds, what came first first; a copy. */
    List<OperandBlock> blocksAt(WorkerId worker) {
        Map<BlockId, OperandBlock> held = byWorker.get(worker);
        return held == null ? List.of() : List.copyOf(held.values());
    }

    /** The worker lets this block go. */
    void remove(WorkerId worker, OperandBlock block) {
        Map<BlockId, OperandBlock> held = byWorker.get(worker);
        if (held != null && held.remove(block.id()) != null) {
            bytes.merge(worker, -block.bytes(), Long::sum);
            forgetHolder(worker, block.id());
        }
    }

    /** Forgets the block everywhere and returns who held it. */
    Set<WorkerId> release(BlockId block) {
        Set<WorkerId> holders = byBlock.remove(block);
        if (holders == null) {
            return Set.of();
        }
        for (WorkerId holder : holders) {
            Map<BlockId, OperandBlock> held = byWorker.get(holder);
            OperandBlock released = held == null ? null : held.remove(block);
            if (released != null) {
                bytes.merge(holder, -released.bytes(), Long::sum);
            }
        }
        return holders;
    }

    /** The worker is gone, and its memory with it. */
    void forget(WorkerId worker) {
        bytes.remove(worker);
        Map<BlockId, OperandBlock> held = byWorker.remove(worker);
        if (held != null) {
            for (BlockId block : held.keySet()) {
                forgetHolder(worker, block);
            }
        }
    }

    private void forgetHolder(WorkerId worker, BlockId block) {
        Set<WorkerId> holders = byBlock.get(block);
        if (holders != null) {
            holders.remove(worker);
            if (holders.isEmpty()) {
                byBlock.remove(block);
            }
        }
    }

    Set<BlockId> blocks() {
        return byBlock.keySet();
    }
}
