package org.distributedbrain.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.distributedbrain.certificate.SignedCertificate;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.picture.Thumbnail;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.LeaderboardRow;
import org.distributedbrain.publish.RunningTask;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.TaskStream;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/** A grid that does what a test tells it to, and shows it in {@link FakeSnapshots}. Jobs stay queued until the test moves them on. */
public final class FakeGrid extends FakeWaysIn {
    public static final Instant NOW = Instant.parse("2026-03-01T14:05:09Z");

    /** What is to be seen of jobs' results. */
    public final Map<JobId, Thumbnail> pictures = new HashMap<>();
    /** What workers did for jobs. */
    public final Map<JobId, List<Execution>> executions = new HashMap<>();
    /** What was wanted of workers. */
    public final List<String> wishes = new CopyOnWriteArrayList<>();

    /** Leaderboard and faults. */
    public final FakeHistory history = new FakeHistory();

    private final FakeSnapshots shown = new FakeSnapshots();
    private final FakeLocalWorkers local = new FakeLocalWorkers(shown);
    private final List<JobSpec> submitted = new CopyOnWriteArrayList<>();
    private volatile Estimate estimate = new Estimate(2_300.0, 25_200_000, 4_194_304, Estimate.Bound.UPLINK, 900.0, 5);
    private @Nullable String refusal;
    private @Nullable Path result;

    /** Every submission and every new local worker fails with this sentence. */
    public synchronized void refuse(String sentence) {
        refusal = sentence;
    }

    public synchronized void resultFile(Path file) {
        result = file;
    }

    public void worker(WorkerView worker) {
        shown.worker(worker);
    }

    public void worker(String name, UnaryOperator<WorkerView> next) {
        shown.worker(name, next);
    }

    public void job(JobView job) {
        shown.job(job);
    }

    public void job(JobId id, UnaryOperator<JobView> next) {
        shown.job(id, next);
    }

    /** Attempts that ended just now. */
    public void ended(List<Attempt> attempts) {
        shown.ended(attempts);
    }

    /** Something broke. */
    public void fault(FaultView fault) {
        history.fault(fault);
        shown.faults(history.faults(FaultFilter.ALL, null, 50));
    }

    /** Nothing new is handed out, for this reason; all is well again with null. */
    public void trouble(@Nullable String sentence) {
        shown.trouble(sentence);
    }

    /** The tasks under way. */
    public void running(List<RunningTask> tasks) {
        shown.running(tasks);
    }

    public void gigaflops(double now) {
        shown.gigaflops(now);
    }

    public List<JobSpec> submitted() {
        return submitted;
    }

    @Override
    public Snapshot snapshot() {
        return shown.latest();
    }

    @Override
    public Subscription subscribe(Consumer<Snapshot> listener) {
        return shown.subscribe(listener);
    }

    @Override
    public JobView submit(JobSpec spec) {
        mayBeRefused();
        submitted.add(spec);
        MatmulSize size = spec.source() instanceof MatmulSource.Synthetic s ? s.size() : new MatmulSize(512, 512, 512);
        JobView job = Samples.job(new JobId(UUID.randomUUID().toString()), spec.label(), size, 16);
        job(job);
        return job;
    }

    @Override
    synchronized void mayBeRefused() {
        if (refusal != null) {
            throw new BadInput(refusal);
        }
    }

    @Override
    public Estimate estimate(JobSpec spec) {
        return estimate;
    }

    @Override
    public Estimate estimate(MatmulSize size, JobOptions options) {
        return estimate;
    }

    /** What every job is expected to take. */
    public void estimate(Estimate expected) {
        estimate = expected;
    }

    @Override
    public boolean cancel(JobId job) {
        job(job, j -> Samples.ended(j, JobState.CANCELLED, null));
        return true;
    }

    @Override
    public Optional<JobView> job(JobId job) {
        return shown.job(job);
    }

    @Override
    public List<JobView> jobs(JobFilter filter, @Nullable JobId after, int limit) {
        return shown.jobs(filter, after, limit);
    }

    @Override
    public long jobCount(JobFilter filter) {
        return shown.jobs(filter, null, Integer.MAX_VALUE).size();
    }

    @Override
    public JobView await(JobId job, Duration limit) {
        return job(job).orElseThrow();
    }

    @Override
    public Optional<Thumbnail> picture(JobId job, int longestSide) {
        return Optional.ofNullable(pictures.get(job));
    }

    @Override
    public SignedCertificate certificate(JobId job) {
        throw new BadInput("Job " + job + " has no certificate.");
    }

    @Override
    public synchronized Path result(JobId job) {
        if (result == null) {
            throw new BadInput("Job " + job + " has no result.");
        }
        return result;
    }

    @Override
    public Standing quarantine(WorkerId worker, boolean wanted) {
        mayBeRefused();
        wishes.add((wanted ? "quarantine " : "release ") + worker);
        Standing standing = wanted ? Standing.NEWCOMER.quarantined("the operator wants it so", NOW) : Standing.NEWCOMER;
        shown.worker(worker, w -> Samples.judged(wanted ? WorkerState.QUARANTINED : WorkerState.IDLE, standing, w));
        return standing;
    }

    @Override
    public void drain(WorkerId worker) {
        wished("drain", worker, WorkerState.DRAINING);
    }

    @Override
    public void resume(WorkerId worker) {
        wished("resume", worker, WorkerState.IDLE);
    }

    @Override
    public void remove(WorkerId worker) {
        wished("remove", worker, WorkerState.GONE);
    }

    private void wished(String what, WorkerId worker, WorkerState then) {
        mayBeRefused();
        wishes.add(what + " " + worker);
        shown.worker(worker, w -> Samples.in(then, w));
    }

    @Override
    public List<Execution> executions(JobId job, long after, int limit) {
        return Stream.concat(executions.getOrDefault(job, List.of()).stream(), shown.executions(job).stream())
                .filter(execution -> execution.attempt().task().value() > after)
                .limit(limit)
                .toList();
    }

    /** More attempts that ended, and all that are under way now. */
    public void tasks(List<Attempt> ended, List<RunningTask> running) {
        shown.tasks(ended, running);
    }

    /** What workers are to have done for a job, whatever attempts there are. */
    public void stream(JobId job, TaskStream made) {
        shown.streams.put(job, made);
    }

    @Override
    public TaskStream taskStream(JobId job, @Nullable Instant from, @Nullable Instant to, int resolutions) {
        return shown.taskStream(job, from, to, resolutions);
    }

    @Override
    public List<LeaderboardRow> leaderboard(int limit) {
        return history.leaderboard(limit);
    }

    @Override
    public List<FaultView> faults(FaultFilter filter, @Nullable FaultId after, int limit) {
        return history.faults(filter, after, limit);
    }

    @Override
    public LocalWorker addLocalWorker(String name, int threads) {
        mayBeRefused();
        return local.add(name, threads);
    }

    @Override
    public List<LocalWorker> localWorkers() {
        return local.all();
    }

    @Override
    public Path dataFolder() {
        return Path.of("data");
    }
}
