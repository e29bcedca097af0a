package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.distributedbrain.job.WorkerProfile;
import org.jspecify.annotations.Nullable;

/**
 * Who loses its connection again and again: by identity, and by address for newcomers, because a name costs nothing. What is known outlives
 * the connections; it is bounded, and lost in a restart.
 */
final class Flapping {
    /** Losses within {@link #WITHIN} after which a worker rests. */
    static final int TOO_MANY = 3;

    /** Of newcomers from one address, that never had a result accepted: many honest devices may share one. */
    static final int TOO_MANY_NEWCOMERS = 12;

    /** Also how long a connection has to last for all to be forgiven. */
    static final Duration WITHIN = Duration.ofMinutes(2);

    private static final Duration FIRST_REST = Duration.ofSeconds(5);
    private static final int MOST_REMEMBERED = 10_000;

    private static final class Past {
        final Deque<Instant> losses = new ArrayDeque<>();
        int rests;

        void lost(Instant now, int counted) {
            losses.addLast(now);
            while (losses.size() > counted) {
                losses.removeFirst();
            }
        }

        boolean tooOften(Instant now, int tooMany) {
            losses.removeIf(at -> at.plus(WITHIN).isBefore(now));
            return losses.size() >= tooMany;
        }
    }

    /** A rest, and why. */
    record Rest(Duration time, String why) {}

    private final Map<String, Past> byWorker = bounded();
    private final Map<String, Past> byAddress = bounded();

    /** The worker's connection was lost. */
    void lost(WorkerRecord worker, Instant now) {
        String id = worker.profile.id().value();
        if (!worker.joinedAt.plus(WITHIN).isAfter(now)) {
            byWorker.remove(id);
        }
        byWorker.computeIfAbsent(id, key -> new Past()).lost(now, TOO_MANY);
        if (isNewcomer(worker.profile) && worker.tasksCompleted == 0) {
            byAddress
                    .computeIfAbsent(worker.profile.address(), key -> new Past())
                    .lost(now, TOO_MANY_NEWCOMERS);
        }
    }

    /** How long the worker, which has just come, rests before it gets work; null: not at all. */
    @Nullable Rest onJoining(WorkerProfile profile, Instant now) {
        Past own = byWorker.get(profile.id().value());
        if (own != null && own.tooOften(now, TOO_MANY)) {
            return new Rest(
                    Backoff.after(++own.rests, FIRST_REST),
                    "it lost its connection " + TOO_MANY + " times within " + Faults.words(WITHIN));
        }
        Past others = byAddress.get(profile.address());
        if (others != null && isNewcomer(profile) && others.tooOften(now, TOO_MANY_NEWCOMERS)) {
            return new Rest(
                    Backoff.after(++others.rests, FIRST_REST),
                    TOO_MANY_NEWCOMERS + " newcomers from its address lost their connections within "
                            + Faults.words(WITHIN));
        }
        if (others != null && others.losses.isEmpty()) {
            byAddress.remove(profile.address());
        }
        return null;
    }

    /** It was never measured here. */
    private static boolean isNewcomer(WorkerProfile profile) {
        return profile.pace() == null;
    }

    private static Map<String, Past> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Past> eldest) {
                return size() > MOST_REMEMBERED;
            }
        };
    }
}
