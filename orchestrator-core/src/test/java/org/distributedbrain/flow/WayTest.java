package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import org.distributedbrain.flow.Columns.Rectangle;
import org.distributedbrain.job.TileGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WayTest {
    private static final TileGrid GRID = new TileGrid(18, 4, 1);
    private static final Rectangle ALL = new Rectangle(0, 18, 0, 4);
    private static final long PLENTY = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        "0,18,0,4,1000",
        "0,18,0,4,70",
        "0,18,0,4,1",
        "5,6,1,4,1000",
        "5,17,3,4,1000",
        "2,9,1,3,45",
        "3,3,0,4,9",
        "1,5,2,2,9"
    })
    void goes_through_every_tile_once(int firstRow, int endRow, int firstCol, int endCol, long bytes) {
        TileGrid parted = new TileGrid(18, 4, 3);
        int[] way = Way.through(new Rectangle(firstRow, endRow, firstCol, endCol), parted, room(4, 16), bytes);
        List<Integer> tiles = new ArrayList<>();
        for (int row = firstRow; row < endRow; row++) {
            for (int col = firstCol; col < endCol; col++) {
                for (int part = 0; part < 3; part++) {
                    tiles.add(parted.index(row, col, part));
                }
            }
        }
        assertThat(way)
                .containsExactlyInAnyOrder(
                        tiles.stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void small_blocks_come_first_while_they_give_more_chunks_a_byte() {
        List<Long> first =
                newBytes(Way.through(ALL, GRID, room(4, 16), PLENTY), 4, 16).subList(0, 12);
        // 4 × 1 tiles, a second column beside 5, then two chunks for each further block of A.
        assertThat(first).containsExactly(20L, 4L, 4L, 4L, 4L, 16L, 0L, 0L, 0L, 0L, 4L, 0L);
        List<Long> turned =
                newBytes(Way.through(ALL, GRID, room(16, 4), PLENTY), 16, 4).subList(0, 6);
        assertThat(turned).containsExactly(20L, 4L, 4L, 4L, 16L, 0L);
    }

    @Test
    void a_worker_waits_less_for_blocks_than_row_by_row_whatever_its_link() {
        int[] rows = IntStream.range(0, GRID.chunks()).toArray();
        int[] way = Way.through(ALL, GRID, room(4, 16), PLENTY);
        for (double bytesAChunk : new double[] {2, 3, 4, 5, 6, 8, 10}) {
            assertThat(waiting(way, bytesAChunk))
                    .as("%s bytes while a chunk is computed", bytesAChunk)
                    .isLessThan(waiting(rows, bytesAChunk));
        }
        assertThat(waiting(way, 6)).isLessThan(0.2 * waiting(rows, 6));
    }

    @Test
    void where_everything_can_be_kept_nothing_is_sent_twice() {
        long all = 18 * 4 + 4 * 16 + 2;
        assertThat(sent(Way.through(ALL, GRID, room(4, 16), all), all - 2)).isEqualTo(all - 2);
    }

    @ParameterizedTest
    @CsvSource({"74, 1", "100, 1", "42, 2", "26, 4"})
    void where_it_cannot_be_a_is_sent_once_for_every_strip(long bytes, int strips) {
        int[] way = Way.through(ALL, GRID, room(4, 16), bytes);
        assertThat(sent(way, bytes - 2)).isEqualTo(4 * 16 + strips * 18 * 4);
    }

    private static Room room(long a, long b) {
        return new Room("matmul", a, b, 1);
    }

    /** Of the blocks that each chunk is the first to need. */
    private static List<Long> newBytes(int[] way, long ofA, long ofB) {
        Set<Integer> rows = new HashSet<>();
        Set<Integer> cols = new HashSet<>();
        List<Long> bytes = new ArrayList<>();
        for (int chunk : way) {
            long a = rows.add(GRID.row(chunk)) ? ofA : 0;
            long b = cols.add(GRID.col(chunk)) ? ofB : 0;
            bytes.add(a + b);
        }
        return bytes;
    }

    /** How many chunks' time passes without computing after the first has begun, when so many bytes come meanwhile. */
    private static double waiting(int[] way, double bytesAChunk) {
        double come = 0;
        double free = 0;
        double waited = 0;
        for (long bytes : newBytes(way, 4, 16)) {
            come += bytes / bytesAChunk;
            waited += free == 0 ? 0 : Math.max(0, come - free);
            free = Math.max(come, free) + 1;
        }
        return waited;
    }

    /** Bytes sent to a worker that keeps so many, and lets go of what it used longest ago. */
    private static long sent(int[] way, long bytes) {
        SequencedMap<String, Long> held = new LinkedHashMap<>();
        long sent = 0;
        for (int chunk : way) {
            Map<String, Long> needed = Map.of("A" + GRID.row(chunk), 4L, "B" + GRID.col(chunk), 16L);
            for (Map.Entry<String, Long> block : needed.entrySet()) {
                sent += held.remove(block.getKey()) == null ? block.getValue() : 0;
                held.putLast(block.getKey(), block.getValue());
            }
            while (held.values().stream().mapToLong(Long::longValue).sum() > bytes) {
                held.pollFirstEntry();
            }
        }
        return sent;
    }
}
