package org.distributedbrain.persist;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.LeaderboardRow;
import org.jspecify.annotations.Nullable;

/** The workers of a {@link MemoryJobStore}: their secrets, their credit, and what is thought of them. */
final class MemoryWorkers {
    private final Map<String, String> secrets = new HashMap<>();
    private final Map<WorkerId, LeaderboardRow> credit = new HashMap<>();
    private final Map<WorkerId, Standing> standings = new HashMap<>();

    void enlist(Fact.WorkerEnlisted fact) {
        credit(fact.profile().id(), fact.profile().name(), 0, 0, 1, 0, fact.at());
    }

    void judge(Fact.WorkerJudged fact) {
        standings.put(fact.worker(), fact.standing());
    }

    void credit(Fact.WorkerCredited fact) {
        standings.put(fact.worker(), fact.standing());
        credit(fact.worker(), null, fact.computeMs(), 1, 0, fact.operations(), fact.at());
    }

    private void credit(
            WorkerId worker,
            @Nullable String name,
            double computeMs,
            int tasks,
            int sessions,
            double operations,
            Instant at) {
        LeaderboardRow old = credit.getOrDefault(worker, new LeaderboardRow(0, worker, worker.value(), 0, 0, 0, 0, at));
        credit.put(
                worker,
                new LeaderboardRow(
                        0,
                        worker,
                        name == null ? old.name() : name,
                        old.totalComputeMs() + computeMs,
                        old.tasksCompleted() + tasks,
                        old.sessionsJoined() + sessions,
                        old.operations() + operations,
                        at));
    }

    /** The name that a worker has, or its id where it never enlisted. */
    String name(WorkerId worker) {
        LeaderboardRow known = credit.get(worker);
        return known == null ? worker.value() : known.name();
    }

    List<LeaderboardRow> leaderboard(int limit) {
        List<LeaderboardRow> best = credit.values().stream()
                .filter(row -> row.tasksCompleted() > 0)
                .sorted(Comparator.comparingDouble(LeaderboardRow::operations).reversed())
                .limit(limit)
                .toList();
        return IntStream.range(0, best.size())
                .mapToObj(i -> ranked(i + 1, best.get(i)))
                .toList();
    }

    private LeaderboardRow ranked(int rank, LeaderboardRow row) {
        return new LeaderboardRow(
                rank,
                row.worker(),
                row.name(),
                row.totalComputeMs(),
                row.tasksCompleted(),
                row.sessionsJoined(),
                row.operations(),
                row.lastSeen(),
                standings.getOrDefault(row.worker(), Standing.NEWCOMER));
    }

    WorkerIdentity identify(@Nullable String id, @Nullable String secret, String name) {
        if (id != null && secret != null && secret.equals(secrets.get(id))) {
            WorkerId known = new WorkerId(id);
            return new WorkerIdentity(known, name, null, null, standings.getOrDefault(known, Standing.NEWCOMER));
        }
        String newId = UUID.randomUUID().toString();
        String newSecret = Secrets.random(256);
        secrets.put(newId, newSecret);
        return new WorkerIdentity(new WorkerId(newId), name, newSecret);
    }

    /** Empty for one that was never here. */
    Optional<Standing> standing(WorkerId worker) {
        return credit.containsKey(worker) || secrets.containsKey(worker.value())
                ? Optional.of(standings.getOrDefault(worker, Standing.NEWCOMER))
                : Optional.empty();
    }
}
