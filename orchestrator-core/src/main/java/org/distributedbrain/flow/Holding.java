package org.distributedbrain.flow;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.OperandBlock;

/**
 * What one worker's memory is used for, as far as it was told: operand blocks, those that its unfinished tasks need, and room for their
 * results. Soft state.
 */
final class Holding {

    /** A block at the worker, and how many of its unfinished tasks need it. */
    static final class Held {
        final OperandBlock block;
        private int tasks;

        private Held(OperandBlock block) {
            this.block = block;
        }

        boolean isNeeded() {
            return tasks > 0;
        }
    }

    /** Least recently used first. */
    private final SequencedMap<BlockId, Held> blocks = new LinkedHashMap<>();

    private long bytes;
    private long needed;
    private long results;

    boolean holds(BlockId id) {
        return blocks.containsKey(id);
    }

    /** Bytes of the block that would have to come. */
    long lacks(OperandBlock block) {
        return holds(block.id()) ? 0 : block.bytes();
    }

    /** Bytes of all blocks. */
    long bytes() {
        return bytes;
    }

    /** Bytes of blocks that no unfinished task needs. */
    long idleBytes() {
        return bytes - needed;
    }

    /** Bytes of blocks and of the results of unfinished tasks. */
    long inUse() {
        return bytes + results;
    }

    /** What would be in use with one more task if every block that no task needs were let go. */
    long leastWith(Chunk chunk) {
        long more = chunk.resultBytes();
        for (OperandBlock block : chunk.distinctOperands()) {
            more += unneeded(block);
        }
        return needed + results + more;
    }

    private long unneeded(OperandBlock block) {
        Held held = blocks.get(block.id());
        return held != null && held.isNeeded() ? 0 : block.bytes();
    }

    Collection<Held> leastRecentlyUsedFirst() {
        return blocks.values();
    }

    /** The block is at the worker, or on its way, and a task needs it. */
    void need(OperandBlock block) {
        Held held = blocks.get(block.id());
        if (held == null) {
            held = new Held(block);
            bytes += block.bytes();
        }
        blocks.putLast(block.id(), held);
        if (held.tasks++ == 0) {
            needed += block.bytes();
        }
    }

    /** One task less needs it. */
    void unneed(OperandBlock block) {
        Held held = blocks.get(block.id());
        if (held != null && --held.tasks == 0) {
            needed -= held.block.bytes();
        }
    }

    void expectResult(Chunk chunk) {
        results += chunk.resultBytes();
    }

    void resultGone(Chunk chunk) {
        results -= chunk.resultBytes();
    }

    void remove(BlockId id) {
        Held held = blocks.remove(id);
        if (held != null) {
            bytes -= held.block.bytes();
            needed -= held.isNeeded() ? held.block.bytes() : 0;
        }
    }
}
