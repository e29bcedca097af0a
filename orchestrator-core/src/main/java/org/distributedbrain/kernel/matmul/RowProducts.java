package org.distributedbrain.kernel.matmul;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Rows of float32 outside the heap times vectors, in float64, in which a product of two float32 is exact. It owns some scratch space, so each
 * thread needs an instance of its own.
 */
final class RowProducts {
    /** So much of three vectors stays in the first-level cache. */
    private static final int STRIP = 1024;

    private static final BitSet NONE = new BitSet();

    private final long[] at = new long[Dots.ROWS];
    private final float[][] strips = new float[Dots.ROWS][STRIP];
    private final double[] unused = new double[Dots.ROWS];
    private final MemorySegment cleaned = Arena.ofAuto().allocate(4L * Dots.ROWS * STRIP, 64);

    /**
     * One pass over the values {@code from} to {@code to}, end excluded, of up to {@link Dots#ROWS} rows x_i: puts {@code Σ_j x_ij·vectors[g][j]} into
     * {@code sums[i][g]} and {@code Σ_j x_ij²} into {@code squares[i]}. The latter is finite if and only if all values are: squares of float32 do not overflow in float64.
     *
     * @param offsets where each row begins, in bytes
     * @param number how many rows there are; behind them {@code sums} and {@code squares} hold nothing of use
     * @param vectors a multiple of {@link Dots#VECTORS}, of at least {@code to} entries each
     * @param leftOut values of each row that are taken for 0
     */
    void multiply(
            MemorySegment memory,
            long[] offsets,
            int number,
            int from,
            int to,
            double[][] vectors,
            BitSet leftOut,
            double[][] sums,
            double[] squares) {
        for (double[] of : sums) {
            Arrays.fill(of, 0);
        }
        Arrays.fill(squares, 0);
        for (int first = from; first < to; first += STRIP) {
            int length = Math.min(STRIP, to - first);
            for (int i = 0; i < Dots.ROWS; i++) {
                at[i] = offsets[Math.min(i, number - 1)] + 4L * first;
            }
            int odd = leftOut.nextSetBit(first);
            if (odd < 0 || odd >= first + length) {
                multiply(memory, length, vectors, first, sums, squares);
            } else {
                clean(memory, length, leftOut, first);
                multiply(cleaned, length, vectors, first, sums, squares);
            }
        }
    }

    /** The first {@code count} values of each row, none of them left out. */
    void multiply(
            MemorySegment memory,
            long[] offsets,
            int number,
            int count,
            double[][] vectors,
            double[][] sums,
            double[] squares) {
        multiply(memory, offsets, number, 0, count, vectors, NONE, sums, squares);
    }

    private void multiply(
            MemorySegment memory, int length, double[][] vectors, int first, double[][] sums, double[] squares) {
        if (Dots.isReady()) {
            for (int g = 0; g < vectors.length; g += Dots.VECTORS) {
                Dots.vectors(memory, at, length, vectors, g, first, sums, g == 0 ? squares : unused);
            }
            return;
        }
        for (int i = 0; i < Dots.ROWS; i++) {
            MemorySegment.copy(memory, Float32.LAYOUT, at[i], strips[i], 0, length);
        }
        for (int g = 0; g < vectors.length; g += Dots.VECTORS) {
            Dots.plain(strips, length, vectors, g, first, sums, g == 0 ? squares : unused);
        }
    }

    /** A copy of the strips, with zeros for what is left out. */
    private void clean(MemorySegment memory, int length, BitSet leftOut, int first) {
        for (int i = 0; i < Dots.ROWS; i++) {
            long start = 4L * i * STRIP;
            MemorySegment.copy(memory, at[i], cleaned, start, 4L * length);
            for (int j = leftOut.nextSetBit(first); j >= 0 && j < first + length; j = leftOut.nextSetBit(j + 1)) {
                cleaned.set(Float32.LAYOUT, start + 4L * (j - first), 0);
            }
            at[i] = start;
        }
    }
}
