package org.distributedbrain.kernel.matmul;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The projections of a job's column blocks, each made when first needed and kept within a fixed amount of heap; one that had to go is made
 * anew, with new vectors, which verifies as well.
 */
final class Projections {
    private static final long MAX_BYTES = 64L << 20;

    private final MatmulOperands operands;
    private final RandomGenerator random;
    private final int capacity;
    private final Map<Columns, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);

    Projections(MatmulOperands operands, RandomGenerator random) {
        this.operands = operands;
        this.random = random;
        long bytesEach = 8L
                * Projection.VECTORS
                * (operands.b().rows() + (long) operands.b().cols());
        this.capacity = (int) Math.clamp(MAX_BYTES / bytesEach, 2, 1 << 16);
    }

    private record Columns(int first, int count) {}

    /** Where one projection will be; threads that need it together wait for the one that makes it. */
    private final class Slot {
        private final Columns columns;
        private @Nullable Projection made;

        Slot(Columns columns) {
            this.columns = columns;
        }

        synchronized Projection get() {
            if (made == null) {
                made = Projection.of(operands, columns.first(), columns.count(), random);
            }
            return made;
        }
    }

    Projection of(int firstCol, int cols) {
        Slot slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(new Columns(firstCol, cols), Slot::new);
            if (slots.size() > capacity) {
                slots.remove(slots.keySet().iterator().next());
            }
        }
        return slot.get();
    }
}
