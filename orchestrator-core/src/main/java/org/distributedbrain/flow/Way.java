package org.distributedbrain.flow;

import org.distributedbrain.flow.Columns.Rectangle;
import org.distributedbrain.job.TileGrid;

/**
 * The order in which a worker does the tiles of its rectangle: always such that the bytes that have come are enough for as many chunks as can be, so
 * that it has something to do from the first blocks on. From its first tile the part that is done grows by a row of tiles (one more block of A)
 * or a column (one more of B), by what gives more chunks a byte. It never becomes larger than what the worker can keep blocks for: a wider
 * rectangle is done in strips, and a taller one goes on row by row. Pure.
 */
final class Way {
    private final TileGrid grid;
    private final Room room;
    private final int[] chunks;
    private int steps;

    private Way(Rectangle tiles, TileGrid grid, Room room) {
        this.grid = grid;
        this.room = room;
        int width = tiles.endCol() - tiles.firstCol();
        int height = tiles.endRow() - tiles.firstRow();
        this.chunks = new int[width * height * grid.innerParts()];
    }

    /**
     * The numbers of all chunks of the tiles, in order.
     *
     * @param bytes that the worker can have blocks and results in
     */
    static int[] through(Rectangle tiles, TileGrid grid, Room room, long bytes) {
        Way way = new Way(tiles, grid, room);
        if (way.chunks.length == 0) {
            return way.chunks;
        }
        long blocks = bytes - 2 * room.c();
        int widest = (int) Math.clamp((blocks - 2 * room.a()) / room.b(), 1, Integer.MAX_VALUE);
        for (int part = 0; part < grid.innerParts(); part++) {
            for (int left = tiles.firstCol(); left < tiles.endCol(); ) {
                int right = (int) Math.min((long) left + widest, tiles.endCol());
                long fit = (blocks - (right - left) * room.b()) / room.a();
                int half = (int) Math.clamp(fit / 2, 1, Integer.MAX_VALUE / 2);
                way.strip(new Rectangle(tiles.firstRow(), tiles.endRow(), left, right), half, part);
                left = right;
            }
        }
        return way.chunks;
    }

    /**
     * @param tall so many rows the strip may have before all of its columns are there: half of those that fit, for results of tasks that wait lie
     *     beside them, and from then on what was used longest ago is a block of A that is done with
     */
    private void strip(Rectangle strip, int tall, int part) {
        int row = strip.firstRow() + 1;
        int col = strip.firstCol() + 1;
        add(strip.firstRow(), strip.firstCol(), part);
        while (row < strip.endRow() || col < strip.endCol()) {
            boolean isWide = (col - strip.firstCol()) * room.b() >= (row - strip.firstRow()) * room.a();
            if (col == strip.endCol() || (isWide && row < Math.min(strip.firstRow() + tall, strip.endRow()))) {
                row(row++, strip.firstCol(), col, part);
            } else {
                column(strip.firstRow(), row, col++, part);
            }
        }
    }

    private void row(int row, int firstCol, int endCol, int part) {
        for (int i = 0; i < endCol - firstCol; i++) {
            add(row, row % 2 == 0 ? firstCol + i : endCol - 1 - i, part);
        }
    }

    private void column(int firstRow, int endRow, int col, int part) {
        for (int i = 0; i < endRow - firstRow; i++) {
            add(col % 2 == 0 ? firstRow + i : endRow - 1 - i, col, part);
        }
    }

    private void add(int row, int col, int part) {
        chunks[steps++] = grid.index(row, col, part);
    }
}
