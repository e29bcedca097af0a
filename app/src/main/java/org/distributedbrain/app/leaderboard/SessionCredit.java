package org.distributedbrain.app.leaderboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/** What every worker gave since this console began: added up over its connections, and kept when it goes. */
final class SessionCredit {
    /** Beyond so many, those who gave least are forgotten. */
    private static final int MOST = 2_000;

    private record Given(double operations, int tasks, double computeMs) {
        static final Given NOTHING = new Given(0, 0, 0);

        static Given by(WorkerView worker) {
            // mops is operations over the time it computed
            return new Given(worker.mops() * worker.computeMs() * 1e3, worker.tasksCompleted(), worker.computeMs());
        }

        Given plus(Given more) {
            return new Given(operations + more.operations, tasks + more.tasks, computeMs + more.computeMs);
        }
    }

    private record Credit(String name, Instant joinedAt, int sessions, Given before, Given now) {
        Given all() {
            return before.plus(now);
        }
    }

    private final Map<WorkerId, Credit> credits = new LinkedHashMap<>();

    /** How the connected workers, and those recently gone, are now. */
    void take(List<WorkerView> workers) {
        for (WorkerView worker : workers) {
            credits.compute(worker.id(), (id, known) -> next(worker, known));
        }
        if (credits.size() > MOST) {
            List<WorkerId> kept = best(MOST / 2).stream().map(Entry::worker).toList();
            credits.keySet().retainAll(kept);
        }
    }

    private static Credit next(WorkerView worker, @Nullable Credit known) {
        Given now = Given.by(worker);
        if (known == null) {
            return new Credit(worker.name(), worker.joinedAt(), 1, Given.NOTHING, now);
        }
        boolean same = known.joinedAt().equals(worker.joinedAt());
        return new Credit(
                worker.name(),
                worker.joinedAt(),
                known.sessions() + (same ? 0 : 1),
                same ? known.before() : known.all(),
                now);
    }

    /** Those who gave something, best first. */
    List<Entry> best(int limit) {
        List<Entry> best = new ArrayList<>();
        credits.forEach((id, credit) -> {
            Given all = credit.all();
            if (all.tasks() > 0) {
                best.add(new Entry(
                        0, id, credit.name(), all.operations(), all.tasks(), all.computeMs(), credit.sessions()));
            }
        });
        best.sort(Comparator.comparingDouble(Entry::operations).reversed());
        List<Entry> ranked = new ArrayList<>();
        for (Entry entry : best.subList(0, Math.min(limit, best.size()))) {
            ranked.add(entry.at(ranked.size() + 1));
        }
        return ranked;
    }
}
