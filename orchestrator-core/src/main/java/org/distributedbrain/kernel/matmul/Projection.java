package org.distributedbrain.kernel.matmul;

import java.util.BitSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.matrix.Matrix;

/**
 * A block of B seen through three secret random vectors r, one of ±1 and two Gaussian: the vectors, the block times r, and its norm.
 * Columns that hold NaN or infinities, in this block or elsewhere, are left out: their entries of r are 0 and B is read as if they were 0.
 *
 * @param r three vectors with an entry for each of its columns
 * @param br three vectors with an entry for each of its rows
 * @param norm Frobenius norm of the columns that are not left out
 * @param leftOut which are, counted from the block's first
 */
record Projection(double[][] r, double[][] br, double norm, BitSet leftOut) {
    static final int VECTORS = 3;
    private static final int ROWS_AT_ONCE = 64;

    static Projection of(MatmulOperands operands, OperandBlock block, SecretVectors vectors) {
        int firstCol = block.firstCol();
        BitSet leftOut = operands.columnsOfB().nonFinite().get(firstCol, firstCol + block.cols());
        double[][] r = vectors.columns(firstCol, block.cols(), leftOut);
        Matrix b = operands.b();
        double[][] br = new double[VECTORS][block.rows()];
        double[] squares = new double[Math.ceilDiv(block.rows(), ROWS_AT_ONCE)];
        IntStream.range(0, squares.length).parallel().forEach(part -> {
            RowSums rows = new RowSums();
            double[] sums = new double[VECTORS + 1];
            int end = Math.min(block.rows(), (part + 1) * ROWS_AT_ONCE);
            for (int p = part * ROWS_AT_ONCE; p < end; p++) {
                long offset = 4 * ((long) (block.firstRow() + p) * b.cols() + firstCol);
                rows.project(b.values(), offset, block.cols(), r, leftOut, sums);
                for (int v = 0; v < VECTORS; v++) {
                    br[v][p] = sums[v];
                }
                squares[part] += sums[VECTORS];
            }
        });
        return new Projection(r, br, Math.sqrt(DoubleStream.of(squares).sum()), leftOut);
    }

    /** What it takes of the heap, about. */
    static long bytes(OperandBlock block) {
        return 8L * VECTORS * (block.rows() + (long) block.cols());
    }
}
