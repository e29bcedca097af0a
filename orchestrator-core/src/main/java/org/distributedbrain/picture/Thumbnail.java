package org.distributedbrain.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.distributedbrain.matrix.CountsFile;

/**
 * A small picture of a result, which may still be growing.
 *
 * @param pixels {@code 0xAARRGGBB}, row by row; 0 where nothing is known yet
 */
public record Thumbnail(int width, int height, int[] pixels) {
    private static final int OPAQUE = 0xFF000000;

    /**
     * Every so many-th pixel of a file of counts, so that no side is longer than {@code longestSide}.
     *
     * @param inside the count that is black
     * @throws org.distributedbrain.job.BadInput when it is no file of counts
     */
    public static Thumbnail of(Path counts, OptionalInt inside, int longestSide) throws IOException {
        try (CountsFile file = CountsFile.open(counts)) {
            double step = Math.max(1, Math.max(file.rows(), file.cols()) / (double) longestSide);
            int height = (int) Math.max(1, file.rows() / step);
            int width = (int) Math.max(1, file.cols() / step);
            int[] sample = new int[height * width];
            int[] row = new int[file.cols()];
            for (int i = 0; i < height; i++) {
                file.read((int) ((long) i * file.rows() / height), row);
                for (int j = 0; j < width; j++) {
                    sample[i * width + j] = row[(int) ((long) j * file.cols() / width)];
                }
            }
            return new Thumbnail(width, height, coloured(sample, inside));
        }
    }

    /**
     * A picture of counts, row by row.
     *
     * @param inside the count that is black
     */
    public static Thumbnail of(int width, int height, int[] counts, OptionalInt inside) {
        return new Thumbnail(width, height, coloured(counts, inside));
    }

    /** A count is at least 1; what was not written yet is 0. */
    private static int[] coloured(int[] sample, OptionalInt inside) {
        int[] known = Arrays.stream(sample).filter(count -> count != 0).toArray();
        Palette palette = Palette.of(known, inside);
        return Arrays.stream(sample)
                .map(count -> count == 0 ? 0 : OPAQUE | palette.colour(count))
                .toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Thumbnail(int w, int h, int[] p)
                && w == width
                && h == height
                && Arrays.equals(p, pixels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "Thumbnail[" + width + "×" + height + "]";
    }
}
