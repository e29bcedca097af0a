package org.distributedbrain.flow;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.distributedbrain.flow.Columns.Rectangle;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.TileGrid;
import org.jspecify.annotations.Nullable;

/**
 * A rectangle of tiles that is one worker's to begin with, and the way through it. The way is a serpentine, so that each chunk shares a block with the
 * one before it, in strips no wider than the worker can keep blocks for.
 */
final class Territory {
    final int number;
    /** Whose it is; null while no worker counts. */
    final @Nullable WorkerRecord owner;

    private final int[] way;
    private final BitSet ready;
    private int left;

    Territory(int number, @Nullable WorkerRecord owner, Rectangle tiles, JobRecord job) {
        this.number = number;
        this.owner = owner;
        this.way = heldFirst(way(tiles, job.grid, widest(owner, job.room)), job, owner);
        this.ready = new BitSet(way.length);
    }

    /** How many blocks of B fit beside two of A and two results. */
    private static int widest(@Nullable WorkerRecord owner, Room room) {
        if (owner == null) {
            return Integer.MAX_VALUE;
        }
        long bytes = Math.min(owner.profile.memoryBytes(), Math.addExact(owner.profile.cacheBytes() / 2, room.all()));
        return (int) Math.clamp((bytes - 2 * (room.a() + room.c())) / room.b(), 1, Integer.MAX_VALUE);
    }

    private static int[] way(Rectangle tiles, TileGrid grid, int widest) {
        int width = tiles.endCol() - tiles.firstCol();
        int height = tiles.endRow() - tiles.firstRow();
        int[] way = new int[width * height * grid.innerParts()];
        int step = 0;
        for (int part = 0; part < grid.innerParts(); part++) {
            for (int left = tiles.firstCol(); left < tiles.endCol(); ) {
                int right = (int) Math.min((long) left + widest, tiles.endCol());
                for (int row = 0; row < height; row++) {
                    for (int col = 0; col < right - left; col++) {
                        int at = row % 2 == 0 ? left + col : right - 1 - col;
                        way[step++] = grid.index(tiles.firstRow() + row, at, part);
                    }
                }
                left = right;
            }
        }
        return way;
    }

    /**
     * What a resident operand's blocks are here for comes first: others, who may have the blocks that are not, may help out with the rest.
     */
    private static int[] heldFirst(int[] way, JobRecord job, @Nullable WorkerRecord owner) {
        boolean resident = job.job.a().resident() || job.job.b().resident();
        if (owner == null || !resident || owner.holding.bytes() == 0) {
            return way;
        }
        return IntStream.of(way)
                .boxed()
                .sorted(Comparator.comparingLong(index -> {
                    Chunk chunk = job.chunks.get(index).chunk;
                    long a = job.job.a().resident() ? owner.holding.lacks(chunk.a()) : 0;
                    return job.job.b().resident() ? a + owner.holding.lacks(chunk.b()) : a;
                }))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int size() {
        return way.length;
    }

    /** The number of the chunk at a step of the way. */
    int chunk(int step) {
        return way[step];
    }

    int left() {
        return left;
    }

    void add(int step) {
        ready.set(step);
        left++;
    }

    void remove(int step) {
        ready.clear(step);
        left--;
    }

    /** The first step with a ready chunk, or -1. */
    int first() {
        return ready.nextSetBit(0);
    }

    /** The last step before {@code step} with a ready chunk, or -1. */
    int lastBefore(int step) {
        return step == 0 ? -1 : ready.previousSetBit(step - 1);
    }
}
