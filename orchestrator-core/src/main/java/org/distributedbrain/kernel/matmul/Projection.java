package org.distributedbrain.kernel.matmul;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.distributedbrain.matrix.Matrix;

/**
 * A block of B's columns seen through three secret random vectors r, one of ±1 and two Gaussian: the vectors, B·r, and the block's norm.
 * Columns that hold NaN or infinities are left out: their entries of r are 0 and B is read as if they were 0.
 *
 * @param r three vectors of {@code cols} entries
 * @param br three vectors {@code B·r} of B's rows
 * @param norm Frobenius norm of the columns that are not left out
 * @param leftOut which are, counted from {@code firstCol}
 */
record Projection(int firstCol, int cols, double[][] r, double[][] br, double norm, BitSet leftOut) {
    static final int VECTORS = 3;
    private static final int ROWS_AT_ONCE = 64;

    static Projection of(MatmulOperands operands, int firstCol, int cols, RandomGenerator random) {
        BitSet leftOut = operands.columnsOfB().nonFinite().get(firstCol, firstCol + cols);
        double[][] r = new double[VECTORS][cols];
        double squares = 0;
        for (int j = 0; j < cols; j++) {
            if (!leftOut.get(j)) {
                synchronized (random) {
                    r[0][j] = random.nextBoolean() ? 1 : -1;
                    r[1][j] = random.nextGaussian();
                    r[2][j] = random.nextGaussian();
                }
                squares += operands.columnsOfB().squares()[firstCol + j];
            }
        }
        Matrix b = operands.b();
        double[][] br = new double[VECTORS][b.rows()];
        IntStream.range(0, Math.ceilDiv(b.rows(), ROWS_AT_ONCE)).parallel().forEach(part -> {
            double[] sums = new double[VECTORS + 1];
            int end = Math.min(b.rows(), (part + 1) * ROWS_AT_ONCE);
            try (Arena arena = Arena.ofConfined()) {
                FiniteRow row = new FiniteRow(leftOut, cols, arena);
                for (int p = part * ROWS_AT_ONCE; p < end; p++) {
                    row.at(b.values(), 4 * ((long) p * b.cols() + firstCol));
                    RowSums.project(row.memory(), row.offset(), cols, r[0], r[1], r[2], sums);
                    for (int v = 0; v < VECTORS; v++) {
                        br[v][p] = sums[v];
                    }
                }
            }
        });
        return new Projection(firstCol, cols, r, br, Math.sqrt(squares), leftOut);
    }

    /** A row with some columns taken for 0: the row itself when there are none, otherwise a copy. For one thread. */
    static final class FiniteRow {
        private final BitSet leftOut;
        private final MemorySegment copy;
        private MemorySegment memory = MemorySegment.NULL;
        private long offset;

        FiniteRow(BitSet leftOut, int cols, Arena arena) {
            this.leftOut = leftOut;
            this.copy = leftOut.isEmpty() ? MemorySegment.NULL : arena.allocate(4L * cols, 64);
        }

        void at(MemorySegment values, long start) {
            memory = values;
            offset = start;
            if (!leftOut.isEmpty()) {
                MemorySegment.copy(values, start, copy, 0, copy.byteSize());
                leftOut.stream().forEach(col -> copy.set(Float32.LAYOUT, 4L * col, 0f));
                memory = copy;
                offset = 0;
            }
        }

        MemorySegment memory() {
            return memory;
        }

        long offset() {
            return offset;
        }
    }
}
