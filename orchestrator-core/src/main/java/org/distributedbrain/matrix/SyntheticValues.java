package org.distributedbrain.matrix;

import java.lang.foreign.MemorySegment;
import org.distributedbrain.job.Operand;

/** Makes the values of one {@link SyntheticMatrix}, which defines them, in runs of consecutive linear indices. One thread's. */
final class SyntheticValues {
    private static final int HALF = 1 << 23;
    private static final float SCALE = 0x1p-23f;

    private final Philox philox = new Philox();
    private final float[] some = new float[4 * Philox.MOST];
    private final int key0;
    private final int key1;
    private final int number;

    SyntheticValues(long seed, Operand operand) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
        this.number = switch (operand) {
            case A -> 0;
            case B -> 1;
        };
    }

    /** Puts the {@code count} values from linear index {@code first} on at {@code offset} of {@code out}, counted in values. */
    void fill(long first, long count, MemorySegment out, long offset) {
        for (long done = 0; done < count; ) {
            long index = first + done;
            int skipped = (int) (index & 3);
            int made = (int) Math.min(4L * Philox.MOST - skipped, count - done);
            make(index >>> 2, (skipped + made + 3) / 4);
            MemorySegment.copy(some, skipped, out, Float32.LAYOUT, 4 * (offset + done), made);
            done += made;
        }
    }

    private void make(long firstBlock, int blocks) {
        philox.blocks(firstBlock, number, 0, key0, key1, blocks);
        for (int i = 0; i < blocks; i++) {
            some[4 * i] = fraction(philox.x0[i]);
            some[4 * i + 1] = fraction(philox.x1[i]);
            some[4 * i + 2] = fraction(philox.x2[i]);
            some[4 * i + 3] = fraction(philox.x3[i]);
        }
    }

    private static float fraction(long word) {
        return ((int) (word >>> 8) - HALF) * SCALE;
    }
}
