package org.distributedbrain.cli;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.MatrixFile;

/**
 * Compares a result with a product computed here, on the CPU, in float64: products of two float32 are exact there, and sums 2^29 times finer
 * than in float32.
 *
 * @param maxError the largest absolute difference found
 * @param rows how many rows were compared
 * @param of how many there are
 */
record CpuComparison(double maxError, int rows, int of) {
    /** Multiplications that a person gladly waits for: a few seconds. */
    private static final double BUDGET = 6e9;

    /** Compares every row, or as many rows at even distances as the budget allows. */
    static CpuComparison of(Path a, Path b, Path c, Path scratch) {
        try (var left = MatrixFile.read(a, scratch);
                var right = MatrixFile.read(b, scratch);
                var result = MatrixFile.read(c, scratch)) {
            var affordable = BUDGET / ((double) left.cols() * right.cols());
            var rows = (int) Math.clamp(affordable, 1, left.rows());
            var worst = IntStream.range(0, rows)
                    .parallel()
                    .mapToDouble(i -> worstOfRow(left, right, result, (int) ((long) i * left.rows() / rows)))
                    .reduce(0, (x, y) -> Double.isNaN(x) || Double.isNaN(y) ? Double.NaN : Math.max(x, y));
            return new CpuComparison(worst, rows, left.rows());
        }
    }

    private static double worstOfRow(Matrix a, Matrix b, Matrix c, int row) {
        var exact = new double[b.cols()];
        for (var p = 0; p < a.cols(); p++) {
            double factor = a.at(row, p);
            for (var j = 0; j < exact.length; j++) {
                exact[j] += factor * b.at(p, j);
            }
        }
        var worst = 0.0;
        for (var j = 0; j < exact.length; j++) {
            worst = Math.max(worst, Math.abs(c.at(row, j) - exact[j]));
        }
        return worst;
    }

    @Override
    public String toString() {
        return Figures.small(maxError) + " against a float64 product on the CPU"
                + (rows == of ? ", all " + of + " rows" : ", " + rows + " of " + of + " rows");
    }
}
