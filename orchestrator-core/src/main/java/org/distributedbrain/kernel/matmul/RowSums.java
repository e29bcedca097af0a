package org.distributedbrain.kernel.matmul;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The inner loops of verification: float32 from memory outside the heap, widened to float64, in which a product of two of them is exact. It
 * owns a strip of values that the loops run over, so each thread needs an instance of its own.
 *
 * <p>Plain loops over arrays, on purpose: warm, the same on the Vector API takes a fifth (0.2 against 1.1 ms for a million values), but
 * until the compiler has got to it, it takes twenty times as long (0.3 to 1 s against 20 to 40 ms), and most jobs meet a fresh process. Once
 * {@link VectorSums} has been rehearsed, it takes over where it matters most.
 */
final class RowSums {
    private static final int STRIP = 4096;
    private static final BitSet NONE = new BitSet();

    private final float[] strip = new float[STRIP];

    /**
     * One pass over {@code count} values x at a byte offset: puts {@code Σ x·r0, Σ x·r1, Σ x·r2} and {@code Σ x²} into {@code sums}. The last
     * is finite if and only if all values are: squares of float32 do not overflow in float64.
     *
     * @param r three vectors of at least {@code count} entries
     * @param leftOut values that are taken for 0
     */
    void project(MemorySegment memory, long offset, int count, double[][] r, BitSet leftOut, double[] sums) {
        Arrays.fill(sums, 0);
        for (int first = 0; first < count; first += STRIP) {
            int length = Math.min(STRIP, count - first);
            load(memory, offset + 4L * first, length);
            leaveOut(leftOut, first, length);
            int done = VectorSums.isReady() ? VectorSums.project(strip, length, r[0], r[1], r[2], first, sums) : 0;
            plain(strip, done, length, r[0], r[1], r[2], first, sums);
        }
    }

    void project(MemorySegment memory, long offset, int count, double[][] r, double[] sums) {
        project(memory, offset, count, r, NONE, sums);
    }

    /**
     * One pass over the values of a row by segments: for each of them {@code Σ x·r}, and {@code Σ x²} where that is wanted.
     *
     * @param bounds where segments begin, and behind the last where it ends, which is how many values there are
     * @param leftOut values that are taken for 0
     * @param squares grow by the sums of squares
     */
    void segments(
            MemorySegment memory,
            long offset,
            double[] r,
            BitSet leftOut,
            int[] bounds,
            double[] sums,
            double @Nullable [] squares) {
        Arrays.fill(sums, 0);
        int count = bounds[bounds.length - 1];
        int segment = 0;
        for (int first = 0; first < count; first += STRIP) {
            int end = Math.min(count, first + STRIP);
            load(memory, offset + 4L * first, end - first);
            leaveOut(leftOut, first, end - first);
            for (int from = first; from < end; ) {
                int to = Math.min(end, bounds[segment + 1]);
                sums[segment] += dot(strip, from - first, to - first, r, first);
                if (squares != null) {
                    squares[segment] += squares(strip, from - first, to - first);
                }
                from = to;
                if (to == bounds[segment + 1]) {
                    segment++;
                }
            }
        }
    }

    private static double dot(float[] values, int from, int to, double[] r, int first) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i < to - 3; i += 4) {
            s0 += values[i] * r[first + i];
            s1 += values[i + 1] * r[first + i + 1];
            s2 += values[i + 2] * r[first + i + 2];
            s3 += values[i + 3] * r[first + i + 3];
        }
        for (; i < to; i++) {
            s0 += values[i] * r[first + i];
        }
        return s0 + s1 + s2 + s3;
    }

    private void leaveOut(BitSet leftOut, int first, int length) {
        for (int i = leftOut.nextSetBit(first); i >= 0 && i < first + length; i = leftOut.nextSetBit(i + 1)) {
            strip[i - first] = 0;
        }
    }

    /** Two values at a time, so that eight sums grow side by side. */
    static void plain(
            float[] values, int from, int count, double[] r0, double[] r1, double[] r2, int first, double[] sums) {
        double even0 = 0;
        double even1 = 0;
        double even2 = 0;
        double even3 = 0;
        double odd0 = 0;
        double odd1 = 0;
        double odd2 = 0;
        double odd3 = 0;
        int i = from;
        for (; i < count - 1; i += 2) {
            double x = values[i];
            double y = values[i + 1];
            int j = first + i;
            even0 += x * r0[j];
            even1 += x * r1[j];
            even2 += x * r2[j];
            even3 += x * x;
            odd0 += y * r0[j + 1];
            odd1 += y * r1[j + 1];
            odd2 += y * r2[j + 1];
            odd3 += y * y;
        }
        if (i < count) {
            double x = values[i];
            even0 += x * r0[first + i];
            even1 += x * r1[first + i];
            even2 += x * r2[first + i];
            even3 += x * x;
        }
        sums[0] += even0 + odd0;
        sums[1] += even1 + odd1;
        sums[2] += even2 + odd2;
        sums[3] += even3 + odd3;
    }

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

    /** Puts {@code count} values, at most 4096, into the front of {@code values}. */
    void widen(MemorySegment memory, long offset, int count, double[] values) {
        load(memory, offset, count);
        for (int i = 0; i < count; i++) {
            values[i] = strip[i];
        }
    }

    private void load(MemorySegment memory, long offset, int count) {
        MemorySegment.copy(memory, Float32.LAYOUT, offset, strip, 0, count);
    }
}
