package org.distributedbrain.kernel.matmul;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.matrix.Matrix;

/**
 * A block of B cut into segments of neighbouring columns, each multiplied with its part of one secret vector of ±1. A residual of a
 * segment holds the rounding errors of few elements, so that a single wrong one stands out of them where it would not in a whole row. Segments hold
 * about equally much of {@code ‖B‖²}, so that a few large columns hide no others.
 *
 * @param bounds first column of each segment, counted from the block's first, and behind the last the number of columns
 * @param br per segment a vector with an entry for each row of the block
 * @param norms per segment the Frobenius norm of its columns
 */
record Segments(int[] bounds, double[][] br, double[] norms) {
    private static final int ROWS_AT_ONCE = 64;

    static Segments of(MatmulOperands operands, OperandBlock block, double[] signs, BitSet leftOut, int count) {
        double[] squares = operands.columnsOfB().squares();
        int[] bounds = bounds(squares, block.firstCol(), block.cols(), leftOut, count);
        int made = bounds.length - 1;
        // An even number, as Dots wants it: where the last is not one, it is multiplied with zeros.
        double[][] br = new double[made + made % 2][block.rows()];
        Matrix b = operands.b();
        int parts = Math.ceilDiv(block.rows(), ROWS_AT_ONCE);
        double[][] ofParts = new double[parts][made];
        IntStream.range(0, parts).parallel().forEach(part -> {
            RowSums rows = new RowSums();
            double[] sums = new double[made];
            int end = Math.min(block.rows(), (part + 1) * ROWS_AT_ONCE);
            for (int p = part * ROWS_AT_ONCE; p < end; p++) {
                long offset = 4 * ((long) (block.firstRow() + p) * b.cols() + block.firstCol());
                rows.segments(b.values(), offset, signs, leftOut, bounds, sums, ofParts[part]);
                for (int g = 0; g < made; g++) {
                    br[g][p] = sums[g];
                }
            }
        });
        double[] norms = new double[made];
        for (int g = 0; g < made; g++) {
            double sum = 0;
            for (double[] ofPart : ofParts) {
                sum += ofPart[g];
            }
            norms[g] = Math.sqrt(sum);
        }
        return new Segments(bounds, br, norms);
    }

    /** Cuts where the running sum of squares passes a multiple of its {@code count}-th part; fewer segments where single columns hold several. */
    private static int[] bounds(double[] squares, int firstCol, int cols, BitSet leftOut, int count) {
        double[] running = new double[cols + 1];
        for (int j = 0; j < cols; j++) {
            running[j + 1] = running[j] + (leftOut.get(j) ? 0 : squares[firstCol + j]);
        }
        IntStream.Builder cuts = IntStream.builder().add(0);
        double part = running[cols] / count;
        int cut = 0;
        int next = 1;
        for (int j = 1; j < cols; j++) {
            // A column belongs where most of it lies.
            if ((running[j] + running[j + 1]) / 2 > next * part && j > cut) {
                cuts.add(j);
                cut = j;
                next = Math.max(next + 1, (int) Math.ceil((running[j] + running[j + 1]) / 2 / part));
            }
        }
        return cuts.add(cols).build().toArray();
    }

    int count() {
        return bounds.length - 1;
    }

    /** What so many segments of a block take of the heap, about. */
    static long bytes(OperandBlock block, int count) {
        return 8L * count * block.rows();
    }
}
