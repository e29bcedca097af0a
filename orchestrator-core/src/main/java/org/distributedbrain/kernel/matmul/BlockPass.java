package org.distributedbrain.kernel.matmul;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.matrix.Matrix;

/**
 * One pass over a block of B, on all processors if it is large: each of its segments, which are neighbouring columns, times secret vectors.
 *
 * @param products {@code [segment][vector][row of the block]}
 * @param squares per segment the sum of its squares
 */
record BlockPass(double[][][] products, double[] squares) {
    /** Less than this much takes no longer here than it takes others to wake up. */
    private static final int VALUES_AT_ONCE = 1 << 20;

    /**
     * @param r three vectors with an entry for each column of the block
     * @param leftOut columns that are read as if they were 0
     * @param bounds first column of each segment, counted from the block's first, and behind the last the number of columns
     * @param kept how many of the vectors' products are wanted
     */
    static BlockPass over(Matrix b, OperandBlock block, double[][] r, BitSet leftOut, int[] bounds, int kept) {
        int segments = bounds.length - 1;
        double[][][] products = new double[segments][kept][block.rows()];
        int rowsAtOnce = Math.max(Dots.ROWS, VALUES_AT_ONCE / block.cols());
        int parts = Math.ceilDiv(block.rows(), rowsAtOnce);
        double[][] ofParts = new double[parts][segments];
        IntStream.range(0, parts).parallel().forEach(part -> {
            RowProducts rows = new RowProducts();
            long[] offsets = new long[Dots.ROWS];
            double[][] sums = new double[Dots.ROWS][Dots.VECTORS];
            double[] squares = new double[Dots.ROWS];
            int end = Math.min(block.rows(), (part + 1) * rowsAtOnce);
            for (int p = part * rowsAtOnce; p < end; p += Dots.ROWS) {
                int number = Math.min(Dots.ROWS, end - p);
                for (int i = 0; i < number; i++) {
                    offsets[i] = 4 * ((long) (block.firstRow() + p + i) * b.cols() + block.firstCol());
                }
                for (int g = 0; g < segments; g++) {
                    rows.multiply(b.values(), offsets, number, bounds[g], bounds[g + 1], r, leftOut, sums, squares);
                    for (int i = 0; i < number; i++) {
                        for (int v = 0; v < kept; v++) {
                            products[g][v][p + i] = sums[i][v];
                        }
                        ofParts[part][g] += squares[i];
                    }
                }
            }
        });
        double[] squares = new double[segments];
        for (double[] part : ofParts) {
            add(part, squares);
        }
        return new BlockPass(products, squares);
    }

    /** Adds {@code values} to {@code sums}, element by element. */
    static void add(double[] values, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }
}
