package org.distributedbrain.kernel.matmul;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.Optional;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.matrix.Matrix;

/** The verification of one chunk, by one thread: tests every row, computes again what must be, compares everything when asked to. */
final class ChunkCheck {
    /** Rows computed again together: B is read once for all of them, and little is computed in vain when the first is wrong. */
    private static final int ROWS_AT_ONCE = 4;

    private final MatmulOperands operands;
    private final ExactProduct exact;
    private final Projection projection;
    private final Chunk chunk;
    private final MemorySegment values;
    private double worstResidual;
    private double worstError;

    ChunkCheck(MatmulOperands operands, Projection projection, Chunk chunk, MemorySegment values) {
        this.operands = operands;
        this.exact = new ExactProduct(operands, chunk.a(), chunk.b());
        this.projection = projection;
        this.chunk = chunk;
        this.values = values;
    }

    Verdict run(boolean compareAll) {
        BitSet suspects = suspects();
        Optional<String> wrong = judge(suspects, true);
        BitSet others = new BitSet();
        others.set(0, chunk.rows());
        others.andNot(suspects);
        if (wrong.isEmpty()) {
            computeLeftOutColumns(others);
            wrong = compareAll ? judge(others, false) : Optional.empty();
        }
        Evidence evidence = new Evidence(
                Projection.VECTORS, worstResidual, suspects.cardinality(), compareAll ? (Double) worstError : null);
        return wrong.<Verdict>map(Verdict.Wrong::new).orElseGet(() -> new Verdict.Passed(evidence));
    }

    /** Rows that the random vectors cannot clear: their residual is too large, they are not finite, or too close to underflow. */
    private BitSet suspects() {
        BitSet suspects = new BitSet();
        double[] ofC = new double[Projection.VECTORS + 1];
        double[] ofA = new double[Projection.VECTORS + 1];
        Matrix a = operands.a();
        double[][] r = projection.r();
        double[][] br = projection.br();
        RowSums rows = new RowSums();
        for (int i = 0; i < chunk.rows(); i++) {
            rows.project(values, 4L * i * chunk.cols(), chunk.cols(), r, projection.leftOut(), ofC);
            rows.project(a.values(), rowOfA(i), chunk.inner(), br, ofA);
            if (!isCleared(ofA, ofC)) {
                suspects.set(i);
            }
        }
        return suspects;
    }

    /** Where the chunk's part of row {@code i} begins in A, in bytes. */
    private long rowOfA(int i) {
        return 4
                * ((long) (chunk.firstRow() + i) * operands.a().cols()
                        + chunk.a().firstCol());
    }

    private boolean isCleared(double[] ofA, double[] ofC) {
        int squares = Projection.VECTORS;
        if (!Double.isFinite(ofA[squares]) || !Double.isFinite(ofC[squares])) {
            return false;
        }
        double normA = Math.sqrt(ofA[squares]);
        double rounding = RoundingBound.row(chunk.inner(), normA, projection.norm(), Math.sqrt(ofC[squares]));
        double underflow = RoundingBound.rowUnderflow(chunk.inner(), chunk.cols(), normA, projection.norm());
        if (underflow > rounding) {
            return false;
        }
        double residual = 0;
        for (int v = 0; v < Projection.VECTORS; v++) {
            residual = Math.max(residual, Math.abs(ofC[v] - ofA[v]));
        }
        double bound = rounding + underflow;
        if (residual > bound) {
            return false;
        }
        if (bound > 0) {
            worstResidual = Math.max(worstResidual, residual / bound);
        }
        return true;
    }

    /** Compares rows with their float64 product, up to the first value that is provably wrong, which it describes. */
    private Optional<String> judge(BitSet rows, boolean replace) {
        int[] all = rows.stream().toArray();
        for (int from = 0; from < all.length; from += ROWS_AT_ONCE) {
            int[] some = new int[Math.min(ROWS_AT_ONCE, all.length - from)];
            for (int i = 0; i < some.length; i++) {
                some[i] = chunk.firstRow() + all[from + i];
            }
            double[][] products = exact.rows(some);
            for (int i = 0; i < some.length; i++) {
                Optional<String> wrong = judge(all[from + i], products[i], replace);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> judge(int row, double[] product, boolean replace) {
        for (int j = 0; j < product.length; j++) {
            long offset = 4 * ((long) row * chunk.cols() + j);
            float got = values.get(Float32.LAYOUT, offset);
            int wholeRow = chunk.firstRow() + row;
            int wholeCol = chunk.firstCol() + j;
            if (exact.provablyWrong(wholeRow, wholeCol, got, product[j])) {
                return Optional.of("C[%d, %d] came back as %s; the product there is %s."
                        .formatted(wholeRow, wholeCol, got, (float) product[j]));
            }
            float kept = replace ? (float) product[j] : got;
            if (replace) {
                values.set(Float32.LAYOUT, offset, kept);
            }
            if (Math.abs(product[j]) <= Float.MAX_VALUE && Float.isFinite(kept)) {
                worstError = Math.max(worstError, Math.abs(kept - product[j]));
            }
        }
        return Optional.empty();
    }

    /** Columns of B with NaN or infinities took no part in the test: their elements are computed here, three columns in one pass. */
    private void computeLeftOutColumns(BitSet rows) {
        int[] cols = projection.leftOut().stream().toArray();
        Matrix a = operands.a();
        double[][] columns = new double[Projection.VECTORS][cols.length == 0 ? 0 : chunk.inner()];
        double[] sums = new double[Projection.VECTORS + 1];
        RowSums passes = new RowSums();
        for (int from = 0; from < cols.length; from += Projection.VECTORS) {
            int count = Math.min(Projection.VECTORS, cols.length - from);
            for (int c = 0; c < count; c++) {
                for (int p = 0; p < chunk.inner(); p++) {
                    columns[c][p] = operands.b().at(chunk.b().firstRow() + p, chunk.firstCol() + cols[from + c]);
                }
            }
            for (int i = rows.nextSetBit(0); i >= 0; i = rows.nextSetBit(i + 1)) {
                passes.project(a.values(), rowOfA(i), chunk.inner(), columns, sums);
                for (int c = 0; c < count; c++) {
                    long offset = 4 * ((long) i * chunk.cols() + cols[from + c]);
                    values.set(Float32.LAYOUT, offset, (float) sums[c]);
                }
            }
        }
    }
}
