package org.distributedbrain.kernel.matmul;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import org.distributedbrain.job.Chunk;

/** The rows of one returned chunk against the secret vectors over all of its columns, and what that says of each of them. */
final class RowTest {
    private final Projection projection;
    private final ProjectedRows.Times ofA;
    private final Chunk chunk;
    private final MemorySegment values;
    private final RowProducts products = new RowProducts();
    private final long[] offsets = new long[Dots.ROWS];
    private final double[][] ofC = new double[Dots.ROWS][Projection.VECTORS];
    private final double[] squaresOfC = new double[Dots.ROWS];

    private final BitSet suspects = new BitSet();
    private final double[] squaresC;
    private final double[] units;
    private final double[] noises;
    private final double[] sums;
    private final double[] parts;

    /** @param ofA the chunk's rows of A times the projection */
    RowTest(Projection projection, ProjectedRows.Times ofA, Chunk chunk, MemorySegment values) {
        this.projection = projection;
        this.ofA = ofA;
        this.chunk = chunk;
        this.values = values;
        this.squaresC = new double[chunk.rows()];
        this.units = new double[chunk.rows()];
        this.noises = new double[chunk.rows()];
        this.sums = new double[chunk.rows()];
        this.parts = new double[chunk.rows()];
    }

    void run() {
        for (int row = 0; row < chunk.rows(); row += Dots.ROWS) {
            test(row, Math.min(Dots.ROWS, chunk.rows() - row));
        }
    }

    /** Tests one row again, of which values were changed. */
    void testAgain(int row) {
        test(row, 1);
    }

    /** Rows that cannot be cleared: their residual is too large, they are not finite, or too close to underflow. */
    BitSet suspects() {
        return suspects;
    }

    /** {@link RoundingBound#unit} of a row. */
    double unit(int row) {
        return units[row];
    }

    /** Root mean square of a row's residuals, in its unit; 0 where that is 0. */
    double noise(int row) {
        return noises[row];
    }

    /** A row's residual with the vector of ±1. */
    double residualOfSigns(int row) {
        return sums[row];
    }

    /** Root mean square of the values of all rows that are not suspected. */
    double rms() {
        double squares = 0;
        long count = 0;
        for (int row = suspects.nextClearBit(0); row < chunk.rows(); row = suspects.nextClearBit(row + 1)) {
            squares += squaresC[row];
            count += chunk.cols();
        }
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }

    /** The largest residual as a part of its bound, of the rows that could be tested. */
    double worst() {
        double worst = 0;
        for (double part : parts) {
            worst = Math.max(worst, part);
        }
        return worst;
    }

    private void test(int first, int count) {
        for (int i = 0; i < count; i++) {
            offsets[i] = rowOfC(chunk, first + i);
        }
        products.multiply(
                values, offsets, count, 0, chunk.cols(), projection.r(), projection.leftOut(), ofC, squaresOfC);
        for (int i = 0; i < count; i++) {
            squaresC[first + i] = squaresOfC[i];
            parts[first + i] = 0;
            suspects.set(first + i, !isCleared(first + i, ofC[i]));
        }
    }

    private boolean isCleared(int row, double[] ofC) {
        double[] expected = ofA.products()[row];
        double squaresA = ofA.squares()[row];
        if (!Double.isFinite(squaresA) || !Double.isFinite(squaresC[row])) {
            return false;
        }
        double normA = Math.sqrt(squaresA);
        double unit = RoundingBound.unit(chunk.inner(), normA, projection.norm(), Math.sqrt(squaresC[row]));
        double rounding = RoundingBound.rounding(unit);
        double underflow = RoundingBound.rowUnderflow(chunk.inner(), chunk.cols(), normA, projection.norm());
        if (underflow > rounding) {
            return false;
        }
        double residual = 0;
        double squares = 0;
        for (int v = 0; v < Projection.VECTORS; v++) {
            double one = ofC[v] - expected[v];
            residual = Math.max(residual, Math.abs(one));
            squares += one * one;
        }
        double bound = rounding + underflow;
        if (residual > bound) {
            return false;
        }
        units[row] = unit;
        noises[row] = unit == 0 ? 0 : Math.sqrt(squares / Projection.VECTORS) / unit;
        sums[row] = ofC[0] - expected[0];
        parts[row] = bound == 0 ? 0 : residual / bound;
        return true;
    }

    /** Where a row begins in what was returned, in bytes. */
    static long rowOfC(Chunk chunk, int row) {
        return 4L * row * chunk.cols();
    }
}
