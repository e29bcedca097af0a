package org.distributedbrain.kernel.matmul;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows of float32 outside the heap times vectors, in float64, in which a product of two float32 is exact. It may own some scratch space, so each
 * thread needs an instance of its own.
 */
final class RowProducts {
    /** So much of three vectors stays in the first-level cache. */
    private static final int STRIP = 1024;

    private static final BitSet NONE = new BitSet();

    private final long[] at = new long[Dots.ROWS];
    private final double[] unused = new double[Dots.ROWS];
    private float @Nullable [][] strips;
    private @Nullable MemorySegment cleaned;

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
                multiply(cleaned(memory, length, leftOut, first), length, vectors, first, sums, squares);
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
        float[][] copies = strips == null ? new float[Dots.ROWS][STRIP] : strips;
        strips = copies;
        for (int i = 0; i < Dots.ROWS; i++) {
            MemorySegment.copy(memory, Float32.LAYOUT, at[i], copies[i], 0, length);
        }
        for (int g = 0; g < vectors.length; g += Dots.VECTORS) {
            Dots.plain(copies, length, vectors, g, first, sums, g == 0 ? squares : unused);
        }
    }

    /** A copy of the strips, with zeros for what is left out; {@link #at} is where they begin in it. */
    private MemorySegment cleaned(MemorySegment memory, int length, BitSet leftOut, int first) {
        MemorySegment copy = cleaned == null ? Arena.ofAuto().allocate(4L * Dots.ROWS * STRIP, 64) : cleaned;
        cleaned = copy;
        for (int i = 0; i < Dots.ROWS; i++) {
            long start = 4L * i * STRIP;
            MemorySegment.copy(memory, at[i], copy, start, 4L * length);
            for (int j = leftOut.nextSetBit(first); j >= 0 && j < first + length; j = leftOut.nextSetBit(j + 1)) {
                copy.set(Float32.LAYOUT, start + 4L * (j - first), 0);
            }
            at[i] = start;
        }
        return copy;
    }
}
