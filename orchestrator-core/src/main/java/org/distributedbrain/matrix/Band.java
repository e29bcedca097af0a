package org.distributedbrain.matrix;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tiles of the same rows that lie side by side without a gap, from left to right: each row of theirs is one run of values in a file. */
record Band(List<Tile> tiles) {

    /** All tiles, in as few bands as possible. */
    static List<Band> of(List<Tile> tiles) {
        List<Band> bands = new ArrayList<>();
        List<Tile> open = new ArrayList<>();
        List<Tile> sorted = new ArrayList<>(tiles);
        sorted.sort(Comparator.comparingInt(Tile::firstRow)
                .thenComparingInt(Tile::rows)
                .thenComparingInt(Tile::firstCol));
        for (Tile tile : sorted) {
            if (!open.isEmpty() && !isRightOf(tile, open.getLast())) {
                bands.add(new Band(List.copyOf(open)));
                open.clear();
            }
            open.add(tile);
        }
        if (!open.isEmpty()) {
            bands.add(new Band(List.copyOf(open)));
        }
        return bands;
    }

    private static boolean isRightOf(Tile tile, Tile left) {
        return tile.firstRow() == left.firstRow() && tile.rows() == left.rows() && tile.firstCol() == left.endCol();
    }

    int firstRow() {
        return tiles.getFirst().firstRow();
    }

    int rows() {
        return tiles.getFirst().rows();
    }

    int firstCol() {
        return tiles.getFirst().firstCol();
    }

    int cols() {
        return tiles.getLast().endCol() - firstCol();
    }

    /** Copies one row of all tiles, the {@code row}th of the band, to {@code at} and after. */
    void copyRow(int row, MemorySegment target, long at) {
        long to = at;
        for (Tile tile : tiles) {
            long length = 4L * tile.cols();
            MemorySegment.copy(tile.values(), row * length, target, to, length);
            to += length;
        }
    }
}
