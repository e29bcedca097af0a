package org.distributedbrain.job;

/**
 * How a product is cut: A into {@code rowParts × innerParts} blocks, B into {@code innerParts × colParts}, C into {@code rowParts × colParts}
 * tiles. A tile is the sum of {@code innerParts} chunks' results; with one part, a chunk is a tile. Parts of a side differ by one at most.
 */
public record TileGrid(int rowParts, int colParts, int innerParts) {

    public TileGrid {
        if (rowParts < 1 || colParts < 1 || innerParts < 1) {
            throw new IllegalArgumentException(
                    rowParts + "×" + colParts + "×" + innerParts + " parts: there is at least one of each");
        }
    }

    /** Bands of rows, each with the whole of B. */
    public static TileGrid rows(int rowParts) {
        return new TileGrid(rowParts, 1, 1);
    }

    public int chunks() {
        return Math.multiplyExact(Math.multiplyExact(rowParts, colParts), innerParts);
    }

    /** The number of a chunk; the parts of one tile follow each other, and the tiles of one row. */
    public int index(int row, int col, int part) {
        return (row * colParts + col) * innerParts + part;
    }

    public int row(int index) {
        return index / (colParts * innerParts);
    }

    public int col(int index) {
        return index / innerParts % colParts;
    }

    public int part(int index) {
        return index % innerParts;
    }

    /** Where part {@code part} of a side that is cut into {@code parts} begins; where it ends is where the next one begins. */
    public static int start(int side, int parts, int part) {
        return (int) ((long) side * part / parts);
    }
}
