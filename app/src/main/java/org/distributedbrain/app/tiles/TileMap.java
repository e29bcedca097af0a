package org.distributedbrain.app.tiles;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.RunningTask;
import org.jspecify.annotations.Nullable;

/**
 * What every tile of one job is at, who has it, and what has become of it so far. Numbered as in {@link TileGrid}: with an inner side in parts, each
 * part is a tile here. Not safe for threads.
 */
public final class TileMap {
    private static final int NOBODY = -1;
    /** A tile that is tried more often than that is a long story already. */
    private static final int LONGEST_STORY = 8;

    private final TileGrid grid;
    private final byte[] failures;
    private final boolean[] verified;
    private final @Nullable TileState[] live;
    private final int[] by;
    private final @Nullable Attempt[] latest;
    private final Map<Integer, List<Attempt>> earlier = new HashMap<>();
    private final List<WorkerId> workers = new ArrayList<>();
    private final Map<WorkerId, Integer> numbers = new HashMap<>();
    private final TileTimes times = new TileTimes();
    private List<RunningTask> running = List.of();

    public TileMap(TileGrid grid) {
        this.grid = grid;
        int chunks = grid.chunks();
        failures = new byte[chunks];
        verified = new boolean[chunks];
        live = new TileState[chunks];
        by = new int[chunks];
        latest = new Attempt[chunks];
        Arrays.fill(by, NOBODY);
    }

    public TileGrid grid() {
        return grid;
    }

    /** Takes in an attempt that ended; the same one a second time changes nothing. */
    void end(Attempt attempt) {
        int tile = attempt.chunk().index();
        if (tile < 0
                || tile >= latest.length
                || story(tile).stream().anyMatch(a -> a.task().equals(attempt.task()))) {
            return;
        }
        times.add(attempt);
        remember(tile, attempt);
        if (attempt.outcome() == Outcome.VERIFIED) {
            if (verified[tile]) {
                failures[tile] = 1; // what was verified before was not taken for good
            }
            verified[tile] = true;
            by[tile] = number(attempt.worker());
        } else if (isFailure(attempt.outcome())) {
            failures[tile] = 1;
        }
    }

    /** Takes in attempts that history has merged: of them it is known who and when, not which tiles. */
    void endMerged(Attempt first) {
        times.add(first);
        number(first.worker());
    }

    /** Every tile is verified, whoever did it. */
    void finish() {
        Arrays.fill(verified, true);
        running(List.of());
    }

    /** The tasks of this job that are under way now, in the place of those before. */
    void running(List<RunningTask> tasks) {
        running.forEach(task -> live[task.chunk().index()] = null);
        running = tasks;
        for (RunningTask task : tasks) {
            int tile = task.chunk().index();
            times.add(task);
            live[tile] = task.startedAt() == null
                    ? TileState.SENDING
                    : task.computedAt() == null ? TileState.COMPUTING : TileState.VERIFYING;
            if (!verified[tile]) {
                by[tile] = number(task.worker());
            }
        }
    }

    public TileState state(int tile) {
        if (verified[tile]) {
            return failures[tile] > 0 ? TileState.REDONE : TileState.VERIFIED;
        }
        TileState now = live[tile];
        return now == null ? TileState.WAITING : now;
    }

    /** Who has it or did it, as a number into {@link #workers}; -1 while nobody has, or history has forgotten. */
    public int worker(int tile) {
        return verified[tile] || live[tile] != null ? by[tile] : NOBODY;
    }

    /** In the order in which they came to this job. */
    public List<WorkerId> workers() {
        return workers;
    }

    /** How many tiles are at each state, by {@link TileState#ordinal}. */
    public int[] counts() {
        int[] counts = new int[TileState.values().length];
        for (int tile = 0; tile < latest.length; tile++) {
            counts[state(tile).ordinal()]++;
        }
        return counts;
    }

    /** The attempts at a tile that ended, the oldest first. */
    public List<Attempt> story(int tile) {
        List<Attempt> story = new ArrayList<>(earlier.getOrDefault(tile, List.of()));
        Attempt last = latest[tile];
        if (last != null) {
            story.add(last);
        }
        return story;
    }

    /** The attempt at a tile that is under way. */
    public @Nullable RunningTask underWay(int tile) {
        return running.stream()
                .filter(task -> task.chunk().index() == tile)
                .findFirst()
                .orElse(null);
    }

    public TileTimes times() {
        return times;
    }

    private void remember(int tile, Attempt attempt) {
        Attempt before = latest[tile];
        if (before == null) {
            latest[tile] = attempt;
            return;
        }
        List<Attempt> all = earlier.computeIfAbsent(tile, _ -> new ArrayList<>());
        boolean newer = !attempt.endedAt().isBefore(before.endedAt());
        all.add(newer ? before : attempt);
        latest[tile] = newer ? attempt : before;
        if (all.size() >= LONGEST_STORY) {
            all.removeFirst();
        }
    }

    private int number(WorkerId worker) {
        return numbers.computeIfAbsent(worker, id -> {
            workers.add(id);
            return workers.size() - 1;
        });
    }

    private static boolean isFailure(Outcome outcome) {
        return switch (outcome) {
            case WRONG, FAILED, OVERDUE, LOST, DISTRUSTED -> true;
            case VERIFIED, SUPERSEDED, CANCELLED -> false;
        };
    }

    /** When a job's tiles came to each stage: of the first ones for the first time, of the last ones so far for the last. */
    public static final class TileTimes {
        private @Nullable Instant planned;
        private @Nullable Instant assigned;
        private @Nullable Instant received;
        private @Nullable Instant verifiedAt;

        private void add(Attempt attempt) {
            planned = first(planned, attempt.readyAt());
            assigned = first(assigned, attempt.sentAt());
            if (attempt.outcome() == Outcome.VERIFIED) {
                received = last(received, attempt.returnedAt());
                verifiedAt = last(verifiedAt, attempt.checkedAt());
            }
        }

        private void add(RunningTask task) {
            planned = first(planned, task.readyAt());
            assigned = first(assigned, task.sentAt());
            received = last(received, task.returnedAt());
        }

        private static Instant first(@Nullable Instant known, Instant at) {
            return known == null || at.isBefore(known) ? at : known;
        }

        private static @Nullable Instant last(@Nullable Instant known, @Nullable Instant at) {
            return at == null || (known != null && at.isBefore(known)) ? known : at;
        }

        /** When the first tile could be handed out. */
        public @Nullable Instant planned() {
            return planned;
        }

        /** When the first tile was handed out. */
        public @Nullable Instant assigned() {
            return assigned;
        }

        /** When the last result so far had come. */
        public @Nullable Instant received() {
            return received;
        }

        /** When the last one so far was found right. */
        public @Nullable Instant verified() {
            return verifiedAt;
        }
    }
}
