package org.distributedbrain.persist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.flow.UnfinishedJob;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.LeaderboardRow;
import org.jspecify.annotations.Nullable;

/** A {@link JobStore} that keeps everything in memory, for tests of what uses one. It can be told to fail. */
public final class MemoryJobStore implements JobStore {
    private final Map<WorkerId, Standing> standings = new HashMap<>();
    private final Map<JobId, JobView> jobs = new HashMap<>();
    private final Map<JobId, Fact.JobAccepted> accepted = new HashMap<>();
    private final Map<JobId, Map<Integer, Fact.ChunkVerified>> chunks = new HashMap<>();
    private final Map<WorkerId, LeaderboardRow> credit = new HashMap<>();
    private final List<Execution> attempts = new ArrayList<>();
    private final Map<JobId, Instant> started = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private final List<FaultView> faults = new LinkedList<>();
    private @Nullable StoreException failure;

    /** From now on every commit fails like this; null: no longer. */
    public synchronized void failWith(@Nullable StoreException failure) {
        this.failure = failure;
    }

    @Override
    public synchronized void commit(List<Fact> facts) {
        if (failure != null) {
            throw failure;
        }
        facts.forEach(this::apply);
    }

    private void apply(Fact fact) {
        switch (fact) {
            case Fact.JobAccepted accepted -> {
                var job = accepted.job();
                this.accepted.put(job.id(), accepted);
                chunks.put(job.id(), new TreeMap<>());
                jobs.put(
                        job.id(),
                        new JobView(
                                job.id(),
                                job.size(),
                                job.label(),
                                JobState.QUEUED,
                                0,
                                accepted.grid().chunks(),
                                job.submittedAt(),
                                null,
                                job.notes(),
                                null,
                                null,
                                null,
                                job.options(),
                                accepted.grid(),
                                accepted.estimate(),
                                job.source()));
            }
            case Fact.ChunkVerified verified -> {
                Map<Integer, Fact.ChunkVerified> done =
                        chunks.getOrDefault(verified.chunk().id().job(), new TreeMap<>());
                done.put(verified.chunk().id().index(), verified);
                change(verified.chunk().id().job(), JobState.RUNNING, done.size(), null, null, null);
            }
            case Fact.ChunkDoubted doubted -> {
                Map<Integer, Fact.ChunkVerified> done =
                        chunks.get(doubted.chunk().job());
                done.remove(doubted.chunk().index());
                change(doubted.chunk().job(), JobState.RUNNING, done.size(), null, null, null);
            }
            case Fact.ResultLost lost -> {
                chunks.get(lost.job()).clear();
                change(lost.job(), JobState.QUEUED, 0, null, null, null);
            }
            case Fact.JobStarted begun -> started.put(begun.job(), begun.at());
            case Fact.JobFinished finished ->
                change(
                        finished.job(),
                        JobState.DONE,
                        finished.metrics().chunks(),
                        finished.at(),
                        null,
                        finished.metrics());
            case Fact.JobFailed failed -> change(failed.job(), JobState.FAILED, -1, failed.at(), failed.reason(), null);
            case Fact.JobCancelled cancelled ->
                change(cancelled.job(), JobState.CANCELLED, -1, cancelled.at(), null, null);
            case Fact.WorkerEnlisted enlisted ->
                credit(enlisted.profile().id(), enlisted.profile().name(), 0, 0, 1, 0, enlisted.at());
            case Fact.WorkerJudged judged -> standings.put(judged.worker(), judged.standing());
            case Fact.WorkerCredited credited -> {
                standings.put(credited.worker(), credited.standing());
                credit(credited.worker(), null, credited.computeMs(), 1, 0, credited.operations(), credited.at());
            }
            case Fact.AttemptEnded(Attempt attempt) ->
                attempts.add(Execution.of(
                        attempt,
                        Optional.ofNullable(credit.get(attempt.worker()))
                                .map(LeaderboardRow::name)
                                .orElse(attempt.worker().value())));
            case Fact.FaultRecorded fault -> faults.addFirst(view(fault));
            case Fact.FaultSettled settled ->
                faults.replaceAll(it -> it.id().equals(settled.id()) ? settled(it, settled) : it);
            case Fact.WorkerMeasured _ -> {} // nothing that this port reads back
        }
    }

    private void change(
            JobId job,
            JobState state,
            int chunksDone,
            @Nullable Instant finishedAt,
            @Nullable String why,
            @Nullable JobMetrics metrics) {
        jobs.computeIfPresent(
                job,
                (_, old) -> new JobView(
                        job,
                        old.size(),
                        old.label(),
                        state,
                        chunksDone < 0 ? old.chunksDone() : chunksDone,
                        old.chunks(),
                        old.submittedAt(),
                        finishedAt,
                        old.notes(),
                        null,
                        why,
                        metrics));
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

    @Override
    public synchronized List<JobView> newest(int limit) {
        return jobs.values().stream()
                .sorted(Comparator.comparing(JobView::submittedAt).reversed())
                .limit(Math.clamp(limit, 0, LONGEST_PAGE))
                .toList();
    }

    /** What comes after the one that is meant; nothing when it is not there. */
    private static <T> List<T> following(List<T> all, Predicate<T> isMeant) {
        List<T> from = all.stream().dropWhile(isMeant.negate()).toList();
        return from.subList(Math.min(1, from.size()), from.size());
    }

    @Override
    public synchronized List<JobView> before(JobId job, int limit) {
        return following(newest(LONGEST_PAGE), view -> view.id().equals(job)).stream()
                .limit(Math.clamp(limit, 0, LONGEST_PAGE))
                .toList();
    }

    @Override
    public synchronized Optional<JobView> job(JobId job) {
        return Optional.ofNullable(jobs.get(job));
    }

    @Override
    public synchronized List<Execution> executions(JobId job, long after, int limit) {
        return attempts.stream()
                .filter(row -> row.attempt().chunk().job().equals(job))
                .filter(row -> row.attempt().task().value() > after)
                .sorted(Comparator.comparing(row -> row.attempt().task().value()))
                .limit(Math.clamp(limit, 0, LONGEST_PAGE))
                .toList();
    }

    @Override
    public synchronized List<Execution> executions(JobId job, Instant from, Instant to) {
        return attempts.stream()
                .filter(row -> row.attempt().chunk().job().equals(job))
                .filter(row -> !row.attempt().endedAt().isBefore(from))
                .filter(row -> !row.attempt().sentAt().isAfter(to))
                .toList();
    }

    @Override
    public void tidy() {}

    @Override
    public synchronized List<UnfinishedJob> unfinished() {
        return jobs.values().stream()
                .filter(job -> !job.state().isFinal())
                .sorted(Comparator.comparing(JobView::submittedAt))
                .map(job -> unfinished(job.id()))
                .toList();
    }

    private UnfinishedJob unfinished(JobId job) {
        List<UnfinishedJob.VerifiedChunk> done = chunks.get(job).values().stream()
                .map(chunk -> new UnfinishedJob.VerifiedChunk(
                        chunk.chunk().id().index(),
                        chunk.worker(),
                        chunk.computeMs(),
                        chunk.transferMs(),
                        chunk.operations(),
                        chunk.agreed(),
                        chunk.evidence(),
                        chunk.at()))
                .toList();
        return new UnfinishedJob(job, accepted.get(job), done, done.isEmpty() ? null : started.get(job), 0, 0);
    }

    @Override
    public synchronized List<LeaderboardRow> leaderboard(int limit) {
        List<LeaderboardRow> best = credit.values().stream()
                .filter(row -> row.tasksCompleted() > 0)
                .sorted(Comparator.comparingDouble(LeaderboardRow::operations).reversed())
                .limit(Math.clamp(limit, 0, LONGEST_PAGE))
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

    @Override
    public synchronized List<FaultView> faults(FaultFilter filter, @Nullable FaultId after, int limit) {
        List<FaultView> page =
                after == null ? faults : following(faults, fault -> fault.id().equals(after));
        return page.stream()
                .filter(fault -> filter.job() == null || filter.job().equals(fault.job()))
                .filter(fault -> filter.worker() == null
                        || filter.worker().equals(fault.worker().value())
                        || filter.worker().equals(fault.workerName()))
                .filter(fault -> filter.kind() == null || filter.kind() == fault.kind())
                .limit(Math.clamp(limit, 0, LONGEST_PAGE))
                .toList();
    }

    private FaultView view(Fact.FaultRecorded fault) {
        LeaderboardRow known = credit.get(fault.worker());
        return new FaultView(
                fault.id(),
                fault.kind(),
                fault.worker(),
                known == null ? fault.worker().value() : known.name(),
                fault.chunk() == null ? null : fault.chunk().job(),
                fault.chunk() == null ? null : fault.chunk().index(),
                fault.task(),
                fault.action(),
                fault.story(),
                fault.at(),
                null,
                null);
    }

    private static FaultView settled(FaultView fault, Fact.FaultSettled settled) {
        return new FaultView(
                fault.id(),
                fault.kind(),
                fault.worker(),
                fault.workerName(),
                fault.job(),
                fault.chunk(),
                fault.task(),
                settled.action(),
                fault.story(),
                fault.at(),
                settled.recoveredBy() == null ? null : settled.at(),
                settled.recoveredBy());
    }

    @Override
    public synchronized WorkerIdentity identify(
            @Nullable String id, @Nullable String secret, String name, Instant now) {
        if (id != null && secret != null && secret.equals(secrets.get(id))) {
            WorkerId known = new WorkerId(id);
            return new WorkerIdentity(known, name, null, null, standings.getOrDefault(known, Standing.NEWCOMER));
        }
        String newId = UUID.randomUUID().toString();
        String newSecret = Secrets.random(256);
        secrets.put(newId, newSecret);
        return new WorkerIdentity(new WorkerId(newId), name, newSecret);
    }

    @Override
    public synchronized Optional<Standing> standing(WorkerId worker) {
        return credit.containsKey(worker) || secrets.containsKey(worker.value())
                ? Optional.of(standings.getOrDefault(worker, Standing.NEWCOMER))
                : Optional.empty();
    }

    @Override
    public void close() {}
}
