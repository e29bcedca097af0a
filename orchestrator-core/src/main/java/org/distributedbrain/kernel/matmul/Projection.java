package org.distributedbrain.kernel.matmul;

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
            RowSums rows = new RowSums();
            double[] sums = new double[VECTORS + 1];
            int end = Math.min(b.rows(), (part + 1) * ROWS_AT_ONCE);
            for (int p = part * ROWS_AT_ONCE; p < end; p++) {
                rows.project(b.values(), 4 * ((long) p * b.cols() + firstCol), cols, r, leftOut, sums);
                for (int v = 0; v < VECTORS; v++) {
                    br[v][p] = sums[v];
                }
            }
        });
        return new Projection(firstCol, cols, r, br, Math.sqrt(squares), leftOut);
    }
}
