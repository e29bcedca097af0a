package org.distributedbrain.kernel.matmul;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.distributedbrain.job.OperandBlock;
import org.jspecify.annotations.Nullable;

/**
 * The projections of the blocks of a job's B, each made when first needed and kept within a fixed amount of heap, so that all of them
 * together cost one pass over B; one that had to go is made anew, with new vectors, which verifies as well.
 */
final class Projections {
    private static final long MAX_BYTES = 64L << 20;

    private final MatmulOperands operands;
    private final RandomGenerator random;
    private final Map<Range, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    Projections(MatmulOperands operands, RandomGenerator random) {
        this.operands = operands;
        this.random = random;
    }

    private record Range(int firstRow, int rows, int firstCol, int cols) {}

    /** Where one projection will be; threads that need it together wait for the one that makes it. */
    private final class Slot {
        private final OperandBlock block;
        private @Nullable Projection made;

        Slot(OperandBlock block) {
            this.block = block;
        }

        synchronized Projection get() {
            if (made == null) {
                made = Projection.of(operands, block, random);
            }
            return made;
        }
    }

    Projection of(OperandBlock block) {
        Range range = new Range(block.firstRow(), block.rows(), block.firstCol(), block.cols());
        Slot slot;
        synchronized (slots) {
            slot = slots.get(range);
            if (slot == null) {
                slot = new Slot(block);
                slots.put(range, slot);
                bytes += Projection.bytes(block);
            }
            while (bytes > MAX_BYTES && slots.size() > 2) {
                Iterator<Slot> oldest = slots.values().iterator();
                bytes -= Projection.bytes(oldest.next().block);
                oldest.remove();
            }
        }
        return slot.get();
    }
}
