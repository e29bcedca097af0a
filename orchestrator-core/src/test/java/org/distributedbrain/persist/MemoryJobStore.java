package org.distributedbrain.persist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.flow.UnfinishedJob;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.LeaderboardRow;
import org.jspecify.annotations.Nullable;

/** A {@link JobStore} that keeps everything in memory, for tests of what uses one. */
public class MemoryJobStore implements JobStore {
    private final MemoryJobs jobs = new MemoryJobs();
    private final MemoryWorkers workers = new MemoryWorkers();
    private final MemoryFaults faults = new MemoryFaults();
    private final List<Execution> attempts = new ArrayList<>();

    @Override
    public synchronized void commit(List<Fact> facts) {
        facts.forEach(this::apply);
    }

    private void apply(Fact fact) {
        switch (fact) {
            case Fact.JobAccepted it -> jobs.accept(it);
            case Fact.JobStarted it -> jobs.start(it);
            case Fact.ChunkVerified it -> jobs.verify(it);
            case Fact.ChunkDoubted it -> jobs.doubt(it);
            case Fact.ResultLost it -> jobs.lose(it);
            case Fact.JobFinished it -> jobs.finish(it);
            case Fact.JobFailed it -> jobs.fail(it);
            case Fact.JobCancelled it -> jobs.cancel(it);
            case Fact.WorkerEnlisted it -> workers.enlist(it);
            case Fact.WorkerJudged it -> workers.judge(it);
            case Fact.WorkerCredited it -> workers.credit(it);
            case Fact.AttemptEnded(Attempt it) -> attempts.add(Execution.of(it, workers.name(it.worker())));
            case Fact.FaultRecorded it -> faults.record(it, workers.name(it.worker()));
            case Fact.FaultSettled it -> faults.settle(it);
            case Fact.WorkerMeasured _ -> {} // nothing that this port reads back
        }
    }

    private static int clamp(int limit) {
        return Math.clamp(limit, 0, LONGEST_PAGE);
    }

    /** What comes after the one that is meant; nothing when it is not there. */
    private static <T> Stream<T> following(List<T> all, Predicate<T> isMeant) {
        List<T> from = all.stream().dropWhile(isMeant.negate()).toList();
        return from.isEmpty() ? Stream.of() : from.subList(1, from.size()).stream();
    }

    @Override
    public synchronized List<JobView> jobs(JobFilter filter, @Nullable JobId after, int limit) {
        List<JobView> all = jobs.all().stream().sorted(filter.order()).toList();
        Stream<JobView> page =
                after == null ? all.stream() : following(all, view -> view.id().equals(after));
        return page.filter(filter::admits).limit(clamp(limit)).toList();
    }

    @Override
    public synchronized long count(JobFilter filter) {
        return jobs.all().stream().filter(filter::admits).count();
    }

    @Override
    public synchronized Optional<JobView> job(JobId job) {
        return jobs.find(job);
    }

    @Override
    public synchronized List<UnfinishedJob> unfinished() {
        return jobs.unfinished();
    }

    @Override
    public synchronized List<Execution> executions(JobId job, long after, int limit) {
        return attempts.stream()
                .filter(row -> row.attempt().chunk().job().equals(job))
                .filter(row -> row.attempt().task().value() > after)
                .sorted(Comparator.comparing(row -> row.attempt().task().value()))
                .limit(clamp(limit))
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
    public synchronized List<LeaderboardRow> leaderboard(int limit) {
        return workers.leaderboard(clamp(limit));
    }

    @Override
    public synchronized List<FaultView> faults(FaultFilter filter, @Nullable FaultId after, int limit) {
        List<FaultView> all = faults.newestFirst();
        Stream<FaultView> page =
                after == null ? all.stream() : following(all, it -> it.id().equals(after));
        return page.filter(MemoryFaults.lets(filter)).limit(clamp(limit)).toList();
    }

    @Override
    public synchronized WorkerIdentity identify(
            @Nullable String id, @Nullable String secret, String name, Instant now) {
        return workers.identify(id, secret, name);
    }

    @Override
    public synchronized Optional<Standing> standing(WorkerId worker) {
        return workers.standing(worker);
    }

    @Override
    public void tidy() {}

    @Override
    public void close() {}
}
