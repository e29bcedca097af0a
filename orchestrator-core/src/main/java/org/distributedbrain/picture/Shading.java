package org.distributedbrain.picture;

import java.io.IOException;
import java.util.Arrays;
import org.distributedbrain.matrix.CountsFile;

/**
 * The colours of a picture, a strip of rows at a time. Counts are whole numbers, and where they change slowly their steps would show as bands of
 * one colour each. So a pixel gets a number between its count and the next one: how far it has come from where counts are smaller to where they are
 * larger. On both sides of an edge between bands that is the same number.
 *
 * <p>Distances go from pixel to pixel of one count, to all eight neighbours (G. Borgefors, "Distance transformations in digital images", Computer
 * Vision, Graphics, and Image Processing 34, 1986).
 */
final class Shading {
    private static final float DIAGONAL = 1.4142f;

    /** How many pixels have room at once, so that a picture of any size is made in some 50 MB. */
    private static final int STRIP_PIXELS = 2_000_000;

    /** Of these on each side of a strip, where edges are looked for too. */
    private static final int MARGIN_PIXELS = 1_200_000;

    /** An edge that is farther away than so many rows need not be found. */
    private static final int MARGIN = 200;

    /** After so many pixels it is halfway to an edge that was not found. */
    private static final float FAR = 64;

    private final CountsFile file;
    private final Palette palette;
    private final int cols;
    private final int stripRows;
    private final int margin;

    private int firstHeld;
    private int stripEnd;
    private int[] counts = {};
    private float[] toSmaller = {};
    private float[] toLarger = {};

    Shading(CountsFile file, Palette palette) {
        this.file = file;
        this.palette = palette;
        this.cols = file.cols();
        this.stripRows = Math.clamp(STRIP_PIXELS / cols, 1, file.rows());
        this.margin = Math.min(MARGIN, MARGIN_PIXELS / cols);
    }

    /** Fills {@code pixels} with a row's colours, as {@code 0xRRGGBB}. Rows are asked for one after the other. */
    void row(int row, int[] pixels) throws IOException {
        if (row >= stripEnd) {
            load(row);
        }
        int at = (row - firstHeld) * cols;
        for (int col = 0; col < cols; col++, at++) {
            int count = counts[at];
            pixels[col] =
                    palette.isInside(count) ? Palette.BLACK : palette.colour(count, part(toSmaller[at], toLarger[at]));
        }
    }

    /** How far a pixel has come: 0 at smaller counts, 1 at larger ones. Towards what was not found it nears its end more and more slowly. */
    private static float part(float smaller, float larger) {
        if (smaller == Float.POSITIVE_INFINITY) {
            return larger == Float.POSITIVE_INFINITY ? 0 : FAR / (FAR + larger);
        }
        return larger == Float.POSITIVE_INFINITY ? smaller / (smaller + FAR) : smaller / (smaller + larger);
    }

    private void load(int row) throws IOException {
        stripEnd = Math.min(file.rows(), row + stripRows);
        firstHeld = Math.max(0, row - margin);
        int lastHeld = Math.min(file.rows(), stripEnd + margin) - 1;
        int size = (lastHeld - firstHeld + 1) * cols;
        if (counts.length < size) {
            counts = new int[size];
            toSmaller = new float[size];
            toLarger = new float[size];
        }
        int[] line = new int[cols];
        for (int i = firstHeld; i <= lastHeld; i++) {
            file.read(i, line);
            System.arraycopy(line, 0, counts, (i - firstHeld) * cols, cols);
        }
        Arrays.fill(toSmaller, 0, size, Float.POSITIVE_INFINITY);
        Arrays.fill(toLarger, 0, size, Float.POSITIVE_INFINITY);
        for (int at = 0; at < size; at++) {
            int col = at % cols;
            look(at, col > 0, at - 1, 1);
            look(at, at >= cols, at - cols, 1);
            look(at, at >= cols && col > 0, at - cols - 1, DIAGONAL);
            look(at, at >= cols && col < cols - 1, at - cols + 1, DIAGONAL);
        }
        for (int at = size - 1; at >= 0; at--) {
            int col = at % cols;
            look(at, col < cols - 1, at + 1, 1);
            look(at, at + cols < size, at + cols, 1);
            look(at, at + cols < size && col < cols - 1, at + cols + 1, DIAGONAL);
            look(at, at + cols < size && col > 0, at + cols - 1, DIAGONAL);
        }
    }

    /** What a pixel learns from a neighbour. The edge lies halfway between two of different counts. */
    private void look(int at, boolean exists, int neighbour, float distance) {
        if (!exists) {
            return;
        }
        int difference = Integer.compareUnsigned(counts[neighbour], counts[at]);
        if (difference < 0) {
            toSmaller[at] = Math.min(toSmaller[at], distance / 2);
        } else if (difference > 0) {
            toLarger[at] = Math.min(toLarger[at], distance / 2);
        } else {
            toSmaller[at] = Math.min(toSmaller[at], toSmaller[neighbour] + distance);
            toLarger[at] = Math.min(toLarger[at], toLarger[neighbour] + distance);
        }
    }
}
