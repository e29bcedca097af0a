package org.distributedbrain.kernel.matmul;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.distributedbrain.matrix.Matrix;

/**
 * What verification needs to know of an operand, from one pass over it on all processors.
 *
 * @param squares per line (a row of A, a column of B) the sum of its squares, not finite when the line holds NaN or an infinity
 * @param nonFinite the lines that do
 * @param nans how many NaN it holds
 * @param infinities how many infinite values
 */
record OperandStatistics(double[] squares, BitSet nonFinite, long nans, long infinities) {
    private static final int ROWS_AT_ONCE = 64;
    private static final int COLS_AT_ONCE = 512;

    /** By rows. */
    static OperandStatistics ofRows(Matrix a) {
        MemorySegment values = a.values();
        double[] squares = new double[a.rows()];
        Count count = new Count();
        inParts(a.rows(), ROWS_AT_ONCE, (first, end) -> {
            RowSums sums = new RowSums();
            for (int row = first; row < end; row++) {
                long offset = 4L * row * a.cols();
                squares[row] = sums.squares(values, offset, a.cols());
                if (!Double.isFinite(squares[row])) {
                    count.add(values, offset, a.cols());
                }
            }
        });
        return count.with(squares);
    }

    /** By columns, a few hundred at a time so that their sums stay in the cache. */
    static OperandStatistics ofColumns(Matrix b) {
        MemorySegment values = b.values();
        double[] squares = new double[b.cols()];
        Count count = new Count();
        inParts(b.cols(), COLS_AT_ONCE, (first, end) -> {
            int cols = end - first;
            RowSums sums = new RowSums();
            double[] some = new double[cols];
            for (int row = 0; row < b.rows(); row++) {
                sums.addSquares(values, 4 * ((long) row * b.cols() + first), cols, some);
            }
            System.arraycopy(some, 0, squares, first, cols);
            if (!IntStream.range(first, end).allMatch(col -> Double.isFinite(squares[col]))) {
                for (int row = 0; row < b.rows(); row++) {
                    count.add(values, 4 * ((long) row * b.cols() + first), cols);
                }
            }
        });
        return count.with(squares);
    }

    /** A sentence for the owner of the data, when there is something to say. */
    Optional<String> note(String operand, String line) {
        if (nonFinite.isEmpty()) {
            return Optional.empty();
        }
        String nan = nans == 0 ? "" : nans + " NaN";
        String infinite =
                infinities == 0 ? "" : infinities + (infinities == 1 ? " infinite value" : " infinite values");
        String and = nan.isEmpty() || infinite.isEmpty() ? "" : " and ";
        int lines = nonFinite.cardinality();
        return Optional.of("%s holds %s%s%s, in %d %s%s; they are computed as IEEE 754 says."
                .formatted(operand, nan, and, infinite, lines, line, lines == 1 ? "" : "s"));
    }

    private interface Part {
        void run(int first, int end);
    }

    private static void inParts(int count, int size, Part part) {
        IntStream.range(0, (count + size - 1) / size)
                .parallel()
                .forEach(i -> part.run(i * size, Math.min(count, (i + 1) * size)));
    }

    /** Counts by threads side by side. */
    private static final class Count {
        private final LongAdder nans = new LongAdder();
        private final LongAdder infinities = new LongAdder();

        void add(MemorySegment values, long offset, int count) {
            for (int i = 0; i < count; i++) {
                float x = values.get(Float32.LAYOUT, offset + 4L * i);
                if (Float.isNaN(x)) {
                    nans.increment();
                } else if (Float.isInfinite(x)) {
                    infinities.increment();
                }
            }
        }

        OperandStatistics with(double[] squares) {
            BitSet nonFinite = new BitSet();
            for (int i = 0; i < squares.length; i++) {
                if (!Double.isFinite(squares[i])) {
                    nonFinite.set(i);
                }
            }
            return new OperandStatistics(squares, nonFinite, nans.sum(), infinities.sum());
        }
    }
}
