package org.distributedbrain.picture;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.distributedbrain.matrix.CountsFile;

/** Makes a picture of a file of counts. */
public final class CountsPicture {
    private static final int SAMPLED_ROWS = 400;
    private static final int SAMPLED_COLS = 800;

    private CountsPicture() {}

    /**
     * Writes the picture as PNG.
     *
     * @param inside the count that is black
     */
    public static void write(Path counts, OptionalInt inside, OutputStream png) throws IOException {
        try (CountsFile file = CountsFile.open(counts);
                OutputStream out = new BufferedOutputStream(png, 1 << 16);
                PngWriter picture = new PngWriter(out, file.cols(), file.rows())) {
            Palette palette = Palette.of(sample(file), inside);
            Shading shading = new Shading(file, palette);
            int[] pixels = new int[file.cols()];
            for (int row = 0; row < file.rows(); row++) {
                shading.row(row, pixels);
                picture.row(pixels);
            }
        }
    }

    /** Counts from all over the picture. */
    static int[] sample(CountsFile file) throws IOException {
        int rows = Math.min(SAMPLED_ROWS, file.rows());
        int cols = Math.min(SAMPLED_COLS, file.cols());
        int[] sample = new int[rows * cols];
        int[] row = new int[file.cols()];
        for (int i = 0; i < rows; i++) {
            file.read((int) ((long) i * file.rows() / rows), row);
            for (int j = 0; j < cols; j++) {
                sample[i * cols + j] = row[(int) ((long) j * file.cols() / cols)];
            }
        }
        return sample;
    }
}
