package org.distributedbrain.flow;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.distributedbrain.flow.Columns.Rectangle;
import org.distributedbrain.job.Chunk;
import org.jspecify.annotations.Nullable;

/**
 * A rectangle of tiles that is one worker's to begin with, and which of them wait to be handed out, in the order of its {@link Way} through them.
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
        this.way = heldFirst(Way.through(tiles, job.grid, job.room, bytes(owner, job.room)), job, owner);
        this.ready = new BitSet(way.length);
    }

    /** What a worker can have of a job at once; half of what it keeps may be for others. */
    private static long bytes(@Nullable WorkerRecord owner, Room room) {
        return owner == null
                ? Long.MAX_VALUE
                : Math.min(owner.profile.memoryBytes(), Math.addExact(owner.profile.cacheBytes() / 2, room.all()));
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
