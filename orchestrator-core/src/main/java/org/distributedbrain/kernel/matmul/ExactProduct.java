package org.distributedbrain.kernel.matmul;

import java.util.Arrays;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.matrix.Matrix;

/**
 * The product of a block of A and one of B computed in float64 on this CPU: the judge of what a worker returned. Products of two float32 are exact in float64 and its
 * sums are 2^29 times finer than float32's, so next to a float32 result it counts as exact. Pure; safe from any thread.
 */
final class ExactProduct {
    /** Columns that are summed together, so that the sums of a few rows stay in the first-level cache. */
    private static final int STRIP = 512;

    private final Matrix a;
    private final Matrix b;
    private final OperandBlock ofA;
    private final OperandBlock ofB;

    ExactProduct(MatmulOperands operands, OperandBlock ofA, OperandBlock ofB) {
        this.a = operands.a();
        this.b = operands.b();
        this.ofA = ofA;
        this.ofB = ofB;
    }

    /**
     * Several rows at once, so that B is read once for all of them.
     *
     * @param rows which rows of the whole product
     * @return for each of them the values in the columns of the block of B
     */
    double[][] rows(int[] rows) {
        int cols = ofB.cols();
        double[][] product = new double[rows.length][cols];
        double[][] strip = new double[rows.length][STRIP];
        double[] factors = new double[rows.length];
        RowSums sums = new RowSums();
        for (int start = 0; start < cols; start += STRIP) {
            int width = Math.min(STRIP, cols - start);
            for (double[] values : strip) {
                Arrays.fill(values, 0);
            }
            for (int p = firstInner(); p < endOfInner(); p++) {
                for (int i = 0; i < rows.length; i++) {
                    factors[i] = a.at(rows[i], p);
                }
                sums.addScaled(b.values(), 4 * ((long) p * b.cols() + ofB.firstCol() + start), width, factors, strip);
            }
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(strip[i], 0, product[i], start, width);
            }
        }
        return product;
    }

    private int firstInner() {
        return ofA.firstCol();
    }

    private int endOfInner() {
        return ofA.firstCol() + ofA.cols();
    }

    /** Whether a returned value is certainly not this element of the product, given the element in float64. */
    boolean provablyWrong(int row, int col, float got, double exact) {
        if (!Double.isFinite(exact)) {
            return false; // Its row or column holds NaN or infinities, which WGSL lets an engine treat as it likes.
        }
        double difference = Math.abs(got - exact);
        double gamma = RoundingBound.gamma(ofA.cols());
        if (difference <= gamma * Math.abs(exact)) {
            return false; // The bound itself is at least as large, and costs a column of B to find.
        }
        double magnitude = 0;
        double sumA = 0;
        double sumB = 0;
        for (int p = firstInner(); p < endOfInner(); p++) {
            double x = Math.abs(a.at(row, p));
            double y = Math.abs(b.at(p, col));
            magnitude += x * y;
            sumA += x;
            sumB += y;
        }
        if (RoundingBound.mayOverflow(ofA.cols(), magnitude)) {
            return false;
        }
        // NaN and infinities fail this comparison, too.
        return !(difference <= gamma * magnitude + RoundingBound.underflow(ofA.cols(), sumA, sumB));
    }
}
