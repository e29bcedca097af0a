package org.distributedbrain.matrix;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.distributedbrain.job.BadInput;

/**
 * A matrix at a glance: cells that each stand for a rectangle of values, with the least and the largest finite one of each, so that one odd value
 * in a million is still seen.
 *
 * @param cellRows how many rows of cells, from the top
 * @param cellCols how many cells in a row
 * @param least of each cell, row by row; NaN where it has no finite value
 * @param most of each cell, likewise
 * @param min of all finite values; NaN when there are none
 * @param max likewise
 * @param mean of all finite values, in float64; NaN when there are none
 * @param nan how many values are not a number
 * @param infinite how many are infinite
 */
public record MatrixOverview(
        int rows,
        int cols,
        int cellRows,
        int cellCols,
        float[] least,
        float[] most,
        double min,
        double max,
        double mean,
        long nan,
        long infinite) {

    /**
     * Of a result, read where it lies on the disk.
     *
     * @param longestSide no more cells than that in a row or column
     * @throws BadInput when the file is no matrix of float32
     */
    public static MatrixOverview read(Path file, int longestSide) {
        MatrixInfo info = MatrixFile.describe(file);
        if (!info.dtype().equals(ElementType.FLOAT32.label())) {
            throw new BadInput(file + " holds " + info.dtype() + ", and only float32 is shown: look at it elsewhere.");
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "folder");
        try (Matrix matrix = MatrixFile.read(file, folder)) {
            return of(matrix.values(), matrix.rows(), matrix.cols(), longestSide);
        }
    }

    /** @param values {@code rows·cols} of them, row-major, little-endian */
    static MatrixOverview of(MemorySegment values, int rows, int cols, int longestSide) {
        int cellRows = Math.min(rows, longestSide);
        int cellCols = Math.min(cols, longestSide);
        Survey survey = new Survey(cellRows, cellCols);
        for (int row = 0; row < rows; row++) {
            int line = (int) ((long) row * cellRows / rows) * cellCols;
            long at = (long) row * cols;
            for (int cell = 0; cell < cellCols; cell++) {
                survey.add(line + cell, values, at + start(cell, cols, cellCols), at + start(cell + 1, cols, cellCols));
            }
        }
        return survey.overview(rows, cols);
    }

    /** The first column of a cell: the first one that {@code col·cells/cols} maps to it. */
    private static long start(int cell, int cols, int cells) {
        return ((long) cell * cols + cells - 1) / cells;
    }

    /** What has been seen so far. */
    private static final class Survey {
        private final int cellRows;
        private final int cellCols;
        private final float[] least;
        private final float[] most;
        private double sum;
        private long finite;
        private long nan;
        private long infinite;

        Survey(int cellRows, int cellCols) {
            this.cellRows = cellRows;
            this.cellCols = cellCols;
            least = new float[cellRows * cellCols];
            most = new float[cellRows * cellCols];
            Arrays.fill(least, Float.POSITIVE_INFINITY);
            Arrays.fill(most, Float.NEGATIVE_INFINITY);
        }

        void add(int cell, MemorySegment values, long from, long to) {
            float low = least[cell];
            float high = most[cell];
            double total = 0;
            for (long i = from; i < to; i++) {
                float value = values.get(Float32.LAYOUT, 4 * i);
                if (Math.abs(value) <= Float.MAX_VALUE) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                    total += value;
                    finite++;
                } else if (Float.isNaN(value)) {
                    nan++;
                } else {
                    infinite++;
                }
            }
            least[cell] = low;
            most[cell] = high;
            sum += total;
        }

        MatrixOverview overview(int rows, int cols) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < least.length; i++) {
                if (least[i] > most[i]) {
                    least[i] = Float.NaN;
                    most[i] = Float.NaN;
                } else {
                    min = Math.min(min, least[i]);
                    max = Math.max(max, most[i]);
                }
            }
            boolean any = finite > 0;
            return new MatrixOverview(
                    rows,
                    cols,
                    cellRows,
                    cellCols,
                    least,
                    most,
                    any ? min : Double.NaN,
                    any ? max : Double.NaN,
                    any ? sum / finite : Double.NaN,
                    nan,
                    infinite);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MatrixOverview o
                && rows == o.rows
                && cols == o.cols
                && cellRows == o.cellRows
                && cellCols == o.cellCols
                && Arrays.equals(least, o.least)
                && Arrays.equals(most, o.most)
                && Double.compare(min, o.min) == 0
                && Double.compare(max, o.max) == 0
                && Double.compare(mean, o.mean) == 0
                && nan == o.nan
                && infinite == o.infinite;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rows, cols, min, max, mean, nan, infinite);
    }

    @Override
    public String toString() {
        return "MatrixOverview[" + rows + "×" + cols + " as " + cellRows + "×" + cellCols + ", " + min + " to " + max
                + "]";
    }
}
