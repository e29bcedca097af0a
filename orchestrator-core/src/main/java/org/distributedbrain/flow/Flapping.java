package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Who loses its connection again and again. It goes by identity: devices that share an address share nothing else, and a worker that comes under a
 * new name each time costs no more than the few chunks a newcomer gets. What is known outlives the connections; it is bounded, and lost in a restart.
 */
final class Flapping {
    /** Losses within {@link #WITHIN} after which a worker rests. */
    static final int TOO_MANY = 3;

    /** Also how long a connection has to last for all to be forgiven. */
    static final Duration WITHIN = Duration.ofMinutes(2);

    private static final Duration FIRST_REST = Duration.ofSeconds(5);
    private static final int MOST_REMEMBERED = 10_000;

    private static final class Past {
        final Deque<Instant> losses = new ArrayDeque<>();
        int rests;
    }

    /** A rest, and why. */
    record Rest(Duration time, String why) {}

    private final Map<WorkerId, Past> pasts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkerId, Past> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** The worker's connection was lost. */
    void lost(WorkerRecord worker, Instant now) {
        WorkerId id = worker.profile.id();
        if (!worker.joinedAt.plus(WITHIN).isAfter(now)) {
            pasts.remove(id);
        }
        Deque<Instant> losses = pasts.computeIfAbsent(id, key -> new Past()).losses;
        losses.addLast(now);
        if (losses.size() > TOO_MANY) {
            losses.removeFirst();
        }
    }

    /** How long the worker, which has just come, rests before it gets work; null: not at all. */
    @Nullable Rest onJoining(WorkerId id, Instant now) {
        Past past = pasts.get(id);
        if (past == null) {
            return null;
        }
        past.losses.removeIf(at -> at.plus(WITHIN).isBefore(now));
        return past.losses.size() < TOO_MANY
                ? null
                : new Rest(
                        Backoff.after(++past.rests, FIRST_REST),
                        "it lost its connection " + TOO_MANY + " times within " + Faults.words(WITHIN));
    }
}
