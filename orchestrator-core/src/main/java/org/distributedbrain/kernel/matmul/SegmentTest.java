package org.distributedbrain.kernel.matmul;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedbrain.job.Chunk;

/** A second, finer look at the rows that {@link RowTest} cleared: by segments of their columns, as fine as {@link Sensitivity} asks for. */
final class SegmentTest {
    private final MatmulOperands operands;
    private final ProjectedBlock projected;
    private final Chunk chunk;
    private final MemorySegment values;
    private final RowTest rows;
    private final Sensitivity sensitivity;
    private final RowProducts products = new RowProducts();
    private double unnoticed;
    private double largestBound;

    SegmentTest(MatmulOperands operands, ProjectedBlock projected, Chunk chunk, MemorySegment values, RowTest rows) {
        this.operands = operands;
        this.projected = projected;
        this.chunk = chunk;
        this.values = values;
        this.rows = rows;
        this.sensitivity = new Sensitivity(rows, chunk.rows());
    }

    /** Adds the parts of rows that single wrong elements may hide in. */
    void run(Suspects suspects) {
        Map<Integer, List<Integer>> bySegments =
                new TreeMap<>(Comparator.reverseOrder()); // the coarser follow from the finest
        int most = projected.maxSegments();
        BitSet others = rows.suspects();
        for (int row = others.nextClearBit(0); row < chunk.rows(); row = others.nextClearBit(row + 1)) {
            int segments = sensitivity.segments(row, most);
            largestBound = Math.max(largestBound, RoundingBound.rounding(rows.unit(row)));
            switch (segments) {
                case 0 -> judge(row, 0, RoundingBound.rounding(rows.unit(row)), rows.unit(row));
                case 1 -> {
                    double accepted = sensitivity.suspicious(row, rows.unit(row));
                    if (!judge(row, rows.residualOfSigns(row), accepted, rows.unit(row))) {
                        suspects.add(row, 0, chunk.cols());
                    }
                }
                default ->
                    bySegments.computeIfAbsent(segments, s -> new ArrayList<>()).add(row);
            }
        }
        bySegments.forEach((segments, of) -> run(projected.segments(segments), of, suspects));
    }

    /** The largest error of one element that may have gone unnoticed, as a part of the root mean square of the chunk's values. */
    double unnoticed() {
        return unnoticed;
    }

    double missProbability() {
        return Math.max(Sensitivity.MISSED, sensitivity.missProbability(largestBound, chunk.cols()));
    }

    double rms() {
        return sensitivity.rms();
    }

    private boolean judge(int row, double residual, double accepted, double unit) {
        unnoticed = Math.max(unnoticed, sensitivity.unnoticed(row, accepted, unit));
        return Math.abs(residual) <= accepted;
    }

    private void run(Segments segments, List<Integer> of, Suspects suspects) {
        int count = segments.count();
        Projection whole = projected.projection();
        int[] bounds = segments.bounds();
        double[][] ofA = new double[Dots.ROWS][segments.br().length];
        double[][] ofC = new double[Dots.ROWS][Projection.VECTORS];
        double[] squares = new double[Dots.ROWS];
        long[] rowsOfA = new long[Dots.ROWS];
        long[] rowsOfC = new long[Dots.ROWS];
        for (int from = 0; from < of.size(); from += Dots.ROWS) {
            List<Integer> some = of.subList(from, Math.min(of.size(), from + Dots.ROWS));
            for (int i = 0; i < some.size(); i++) {
                rowsOfA[i] = ProjectedRows.offset(operands, chunk.a(), some.get(i));
                rowsOfC[i] = RowTest.rowOfC(chunk, some.get(i));
            }
            products.multiply(operands.a().values(), rowsOfA, some.size(), chunk.inner(), segments.br(), ofA, squares);
            for (int g = 0; g < count; g++) {
                products.multiply(
                        values,
                        rowsOfC,
                        some.size(),
                        bounds[g],
                        bounds[g + 1],
                        whole.r(),
                        whole.leftOut(),
                        ofC,
                        squares);
                for (int i = 0; i < some.size(); i++) {
                    int row = some.get(i);
                    double unit = rows.unit(row) * segments.norms()[g] / whole.norm();
                    if (!judge(row, ofC[i][0] - ofA[i][g], sensitivity.suspicious(row, unit), unit)) {
                        suspects.add(row, bounds[g], bounds[g + 1] - bounds[g]);
                    }
                }
            }
        }
    }
}
