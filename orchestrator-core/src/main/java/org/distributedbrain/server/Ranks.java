package org.distributedbrain.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.persist.JobStore.StoreException;
import org.distributedbrain.publish.LeaderboardRow;
import org.distributedbrain.wire.ServerMessage;
import org.jspecify.annotations.Nullable;

/** The places of the leaderboard as they were a few seconds ago, so that thousands of workers can ask for theirs. Safe from any thread. */
final class Ranks {
    private static final int MOST = 1_000;
    private static final long FRESH_NANOS = 5_000_000_000L;

    private final IntFunction<List<LeaderboardRow>> leaderboard;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Map<WorkerId, Integer> places = Map.of();
    private volatile long readNanos = System.nanoTime() - FRESH_NANOS;

    /** {@code leaderboard} gives the best so many, best first; it may wait for the disk. */
    Ranks(IntFunction<List<LeaderboardRow>> leaderboard) {
        this.leaderboard = leaderboard;
    }

    /** Null for a worker of which nothing was verified yet, and beyond the first thousand. */
    ServerMessage.@Nullable Standing of(WorkerId worker) {
        refresh();
        Map<WorkerId, Integer> now = places;
        Integer place = now.get(worker);
        return place == null ? null : new ServerMessage.Standing(place, now.size());
    }

    private void refresh() {
        if (System.nanoTime() - readNanos < FRESH_NANOS || !reading.tryLock()) {
            return;
        }
        try {
            Map<WorkerId, Integer> fresh = new LinkedHashMap<>();
            leaderboard.apply(MOST).forEach(row -> fresh.put(row.worker(), row.rank()));
            places = fresh;
        } catch (StoreException e) {
            // The database cannot be read at present, which others tell: the places stay as they were.
        } finally {
            readNanos = System.nanoTime();
            reading.unlock();
        }
    }
}
