package org.distributedbrain.matrix;

import java.lang.foreign.MemorySegment;

/**
 * A rectangle of a matrix, with its values.
 *
 * @param values {@code rows·cols} values of four bytes, row-major without gaps, little-endian
 */
public record Tile(int firstRow, int rows, int firstCol, int cols, MemorySegment values) {
    public Tile {
        if (rows < 1 || cols < 1 || values.byteSize() != 4L * rows * cols) {
            throw new IllegalArgumentException(
                    "%d bytes are not %d×%d values of four".formatted(values.byteSize(), rows, cols));
        }
    }

    int endCol() {
        return firstCol + cols;
    }

    long bytes() {
        return values.byteSize();
    }
}
