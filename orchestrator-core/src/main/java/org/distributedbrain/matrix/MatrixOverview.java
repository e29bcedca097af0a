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
        Survey survey = new Survey(rows, cols, longestSide);
        survey.addAll(i -> values.get(Float32.LAYOUT, 4 * i));
        return survey.overview();
    }

    /** The same matrix with its columns as rows. */
    MatrixOverview transposed() {
        return new MatrixOverview(
                cols,
                rows,
                cellCols,
                cellRows,
                turned(least, cellRows, cellCols),
                turned(most, cellRows, cellCols),
                min,
                max,
                mean,
                nan,
                infinite);
    }

    private static float[] turned(float[] cells, int rows, int cols) {
        float[] turned = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            turned[i % cols * rows + i / cols] = cells[i];
        }
        return turned;
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
