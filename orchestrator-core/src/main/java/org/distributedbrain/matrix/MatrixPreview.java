package org.distributedbrain.matrix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.job.BadInput;

/**
 * A look into a person's matrix file before it is used: all of its values at a glance, and the first ones as numbers. All values are read once,
 * as float32 as a job would have them; nothing is written.
 *
 * @param corner the first values of the first rows, as many as were asked for or there are
 */
public record MatrixPreview(MatrixOverview overview, List<List<Float>> corner) {

    public MatrixPreview {
        corner = corner.stream().map(List::copyOf).toList();
    }

    /**
     * @param longestSide no more cells than that in a row or column of the overview
     * @param corner how many rows and columns of first values
     * @throws BadInput as {@link MatrixFile#read} would
     */
    public static MatrixPreview of(Path file, int longestSide, int corner) {
        InputFile.check(file);
        return MatrixFile.isNpy(file)
                ? NpyReader.preview(file, longestSide, corner)
                : CsvFile.preview(file, longestSide, corner);
    }

    /** The first values of a row, of which there are {@code cols}. */
    static List<Float> first(int count, int cols, Survey.Values row) {
        List<Float> values = new ArrayList<>();
        for (int col = 0; col < Math.min(count, cols); col++) {
            values.add(row.at(col));
        }
        return values;
    }
}
