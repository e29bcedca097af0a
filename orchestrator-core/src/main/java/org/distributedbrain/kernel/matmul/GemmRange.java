package org.distributedbrain.kernel.matmul;

import java.util.ArrayList;
import java.util.List;

/** A rectangle of C for one thread: rows {@code fromRow} to {@code toRow} and panels {@code fromPanel} to {@code toPanel} of B, ends excluded. */
public record GemmRange(int fromRow, int toRow, int fromPanel, int toPanel) {

    /** All of the product of {@code rows} rows with {@code b}. */
    public static GemmRange all(int rows, PackedB b) {
        return new GemmRange(0, rows, 0, b.panels());
    }

    /**
     * Cuts the product into at most {@code parts} rectangles of about equal work: by whole tiles of rows first, because every row band packs
     * its part of A only once, and by panels of columns where there are fewer tiles than parts.
     */
    public static List<GemmRange> split(int rows, PackedB b, int parts) {
        int strips = Math.ceilDiv(rows, MicroKernel.ROWS);
        int bands = Math.min(parts, strips);
        int columns = Math.min(parts / bands, b.panels());
        List<GemmRange> ranges = new ArrayList<>(bands * columns);
        for (int i = 0; i < bands; i++) {
            int from = share(strips, i, bands) * MicroKernel.ROWS;
            int to = Math.min(rows, share(strips, i + 1, bands) * MicroKernel.ROWS);
            for (int j = 0; j < columns; j++) {
                ranges.add(new GemmRange(from, to, share(b.panels(), j, columns), share(b.panels(), j + 1, columns)));
            }
        }
        return ranges;
    }

    private static int share(int total, int part, int parts) {
        return (int) ((long) total * part / parts);
    }
}
