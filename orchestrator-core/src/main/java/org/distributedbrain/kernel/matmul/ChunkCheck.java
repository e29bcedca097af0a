package org.distributedbrain.kernel.matmul;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.Optional;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.Verdict;

/** The verification of one chunk, by one thread: tests every row, computes again what must be, compares everything when asked to. */
final class ChunkCheck {
    private final MatmulOperands operands;
    private final ProjectedBlock projected;
    private final ProjectedRows.Times ofA;
    private final Chunk chunk;
    private final MemorySegment values;
    private final Judgement judgement;

    ChunkCheck(MatmulOperands operands, Projections projections, Chunk chunk, MemorySegment values) {
        this.operands = operands;
        this.projected = projections.of(chunk.b());
        this.ofA = projections.times(chunk.a(), projected);
        this.chunk = chunk;
        this.values = values;
        this.judgement = new Judgement(operands, chunk, values);
    }

    Verdict run(boolean compareAll) {
        Projection projection = projected.projection();
        RowTest rows = new RowTest(projection, ofA, chunk, values);
        rows.run();
        Suspects suspects = new Suspects();
        SegmentTest segments = new SegmentTest(operands, projected, chunk, values, rows);
        segments.run(suspects);
        BitSet whole = (BitSet) rows.suspects().clone();
        BitSet others = new BitSet();
        others.set(0, chunk.rows());
        others.andNot(whole);
        whole.stream().forEach(row -> suspects.add(row, 0, chunk.cols()));

        Optional<String> wrong = replace(suspects);
        if (wrong.isEmpty()) {
            computeLeftOutColumns(projection.leftOut(), others);
            wrong = compareAll
                    ? judgement.judge(others, new Suspects.Columns(0, chunk.cols()), false)
                    : Optional.empty();
        }
        if (wrong.isPresent()) {
            return new Verdict.Wrong(wrong.get());
        }
        suspects.rows().stream().forEach(rows::testAgain); // what is told is told of the values that are kept
        return new Verdict.Passed(evidence(rows, segments, suspects.rows().cardinality(), compareAll));
    }

    private Evidence evidence(RowTest rows, SegmentTest segments, int recomputed, boolean compared) {
        double rms = segments.rms();
        Double maxError = compared ? (Double) judgement.worstError() : null;
        // Where everything was compared, nothing is left to chance.
        double bound = maxError == null ? segments.unnoticed() : rms == 0 ? 0 : maxError / rms;
        double miss = maxError == null ? segments.missProbability() : 0;
        return new Evidence(Projection.VECTORS, rows.worst(), recomputed, maxError, bound, miss);
    }

    private Optional<String> replace(Suspects suspects) {
        for (var some : suspects.byColumns().entrySet()) {
            Optional<String> wrong = judgement.judge(some.getValue(), some.getKey(), true);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    /** Columns of B with NaN or infinities took no part in the test: their elements are computed here, three columns in one pass. */
    private void computeLeftOutColumns(BitSet leftOut, BitSet rows) {
        int[] cols = leftOut.stream().toArray();
        int[] left = rows.stream().toArray();
        double[][] columns = new double[Dots.VECTORS][cols.length == 0 ? 0 : chunk.inner()];
        double[][] sums = new double[Dots.ROWS][Dots.VECTORS];
        double[] squares = new double[Dots.ROWS];
        long[] offsets = new long[Dots.ROWS];
        RowProducts products = new RowProducts();
        for (int from = 0; from < cols.length; from += Dots.VECTORS) {
            int count = Math.min(Dots.VECTORS, cols.length - from);
            for (int c = 0; c < count; c++) {
                for (int p = 0; p < chunk.inner(); p++) {
                    columns[c][p] = operands.b().at(chunk.b().firstRow() + p, chunk.firstCol() + cols[from + c]);
                }
            }
            for (int some = 0; some < left.length; some += Dots.ROWS) {
                int together = Math.min(Dots.ROWS, left.length - some);
                for (int i = 0; i < together; i++) {
                    offsets[i] = ProjectedRows.offset(operands, chunk.a(), left[some + i]);
                }
                products.multiply(operands.a().values(), offsets, together, chunk.inner(), columns, sums, squares);
                for (int i = 0; i < together; i++) {
                    for (int c = 0; c < count; c++) {
                        values.set(Float32.LAYOUT, 4 * ((long) left[some + i] * chunk.cols() + cols[from + c]), (float)
                                sums[i][c]);
                    }
                }
            }
        }
    }
}
