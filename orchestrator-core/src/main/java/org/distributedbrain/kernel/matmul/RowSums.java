package org.distributedbrain.kernel.matmul;

import java.lang.foreign.MemorySegment;

/**
 * Passes over single rows: float32 from memory outside the heap, widened to float64, in which a product of two of them is exact. It
 * owns a strip of values that the loops run over, so each thread needs an instance of its own.
 *
 * <p>Plain loops over arrays, which are fast from the start; what matters most is in {@link RowProducts}.
 */
final class RowSums {
    private static final int STRIP = 4096;

    private final float[] strip = new float[STRIP];

    /** {@code Σ x²} over {@code count} values. */
    double squares(MemorySegment memory, long offset, int count) {
        double sum = 0;
        for (int first = 0; first < count; first += STRIP) {
            int length = Math.min(STRIP, count - first);
            load(memory, offset + 4L * first, length);
            sum += squares(strip, 0, length);
        }
        return sum;
    }

    private static double squares(float[] values, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i < to - 3; i += 4) {
            s0 += (double) values[i] * values[i];
            s1 += (double) values[i + 1] * values[i + 1];
            s2 += (double) values[i + 2] * values[i + 2];
            s3 += (double) values[i + 3] * values[i + 3];
        }
        for (; i < to; i++) {
            s0 += (double) values[i] * values[i];
        }
        return s0 + s1 + s2 + s3;
    }

    /** Adds {@code x_j²} to {@code sums[j]} for {@code count} values, at most 4096. */
    void addSquares(MemorySegment memory, long offset, int count, double[] sums) {
        load(memory, offset, count);
        addSquares(strip, count, sums);
    }

    private static void addSquares(float[] values, int count, double[] sums) {
        for (int j = 0; j < count; j++) {
            double x = values[j];
            sums[j] += x * x;
        }
    }

    /** Adds {@code f_i·x_j} to {@code sums[i][j]} for {@code count} values, at most 4096, and every factor. */
    void addScaled(MemorySegment memory, long offset, int count, double[] factors, double[][] sums) {
        load(memory, offset, count);
        for (int i = 0; i < factors.length; i++) {
            addScaled(strip, count, factors[i], sums[i]);
        }
    }

    private static void addScaled(float[] values, int count, double f, double[] sums) {
        for (int j = 0; j < count; j++) {
            sums[j] += f * values[j];
        }
    }

    private void load(MemorySegment memory, long offset, int count) {
        MemorySegment.copy(memory, Float32.LAYOUT, offset, strip, 0, count);
    }
}
