package org.distributedbrain.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.distributedbrain.Grid;
import org.distributedbrain.Invitation;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.picture.Thumbnail;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.LeaderboardRow;
import org.distributedbrain.publish.OperandView;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.TaskStream;
import org.distributedbrain.publish.Totals;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/** A grid that does what a test tells it to. Jobs stay queued until the test moves them on. */
public final class FakeGrid implements Grid {
    /** What is to be seen of jobs' results. */
    public final Map<JobId, Thumbnail> pictures = new HashMap<>();

    public static final Instant NOW = Instant.parse("2026-03-01T14:05:09Z");

    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private final List<LocalWorker> local = new CopyOnWriteArrayList<>();
    private final List<WorkerView> workers = new ArrayList<>();
    private final List<JobView> jobs = new ArrayList<>();
    private final List<JobSpec> submitted = new CopyOnWriteArrayList<>();
    private Invitation invitation =
            new Invitation(URI.create("http://127.0.0.1:8080/join#k3Vq9TzR1mXw"), List.of(), true);
    private volatile Estimate estimate = new Estimate(2_300.0, 25_200_000, 4_194_304, Estimate.Bound.UPLINK, 900.0, 8);
    private double gigaflops;
    private long sequence;
    private @Nullable String refusal;
    private @Nullable Path result;
    private @Nullable String trouble;

    public FakeGrid() {
        invite(invitation.best().toString(), true);
    }

    public synchronized void invite(String address, boolean loopbackOnly) {
        invitation = new Invitation(URI.create(address), List.of(URI.create(address)), loopbackOnly);
    }

    /** Every submission and every new local worker fails with this sentence. */
    public synchronized void refuse(String sentence) {
        refusal = sentence;
    }

    public synchronized void resultFile(Path file) {
        result = file;
    }

    public void worker(WorkerView worker) {
        change(() -> {
            workers.removeIf(w -> w.id().equals(worker.id()));
            workers.add(worker);
        });
    }

    public void worker(String name, UnaryOperator<WorkerView> next) {
        change(() -> workers.replaceAll(w -> w.name().equals(name) ? next.apply(w) : w));
    }

    public void job(JobView job) {
        change(() -> jobs.add(0, job));
    }

    public void job(JobId id, UnaryOperator<JobView> next) {
        change(() -> jobs.replaceAll(j -> j.id().equals(id) ? next.apply(j) : j));
    }

    /** Nothing new is handed out, for this reason; all is well again with null. */
    public void trouble(@Nullable String sentence) {
        change(() -> trouble = sentence);
    }

    public void gigaflops(double now) {
        change(() -> gigaflops = now);
    }

    public List<JobSpec> submitted() {
        return submitted;
    }

    private void change(Runnable edit) {
        synchronized (this) {
            edit.run();
            sequence++;
        }
        Snapshot now = snapshot();
        listeners.forEach(listener -> listener.accept(now));
    }

    @Override
    public synchronized Snapshot snapshot() {
        int active = (int)
                workers.stream().filter(w -> w.state() != WorkerState.GONE).count();
        int queue = (int) jobs.stream().filter(j -> !j.state().isFinal()).count();
        int done = (int) jobs.stream().filter(j -> j.state() == JobState.DONE).count();
        return new Snapshot(
                sequence,
                NOW,
                List.copyOf(workers),
                List.copyOf(jobs),
                new Totals(active, queue, done, 0, gigaflops),
                trouble);
    }

    @Override
    public Subscription subscribe(Consumer<Snapshot> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
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

    private synchronized void mayBeRefused() {
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
    public synchronized Optional<JobView> job(JobId job) {
        return jobs.stream().filter(j -> j.id().equals(job)).findFirst();
    }

    @Override
    public synchronized List<JobView> jobs(int limit) {
        return jobs.stream().limit(limit).toList();
    }

    @Override
    public synchronized List<JobView> jobsBefore(JobId job, int limit) {
        var all = List.copyOf(jobs(Integer.MAX_VALUE));
        for (var i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(job)) {
                return all.subList(i + 1, (int) Math.min(all.size(), i + 1L + limit));
            }
        }
        return List.of();
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
    public synchronized Path result(JobId job) {
        if (result == null) {
            throw new BadInput("Job " + job + " has no result.");
        }
        return result;
    }

    @Override
    public OperandView putOperand(Path file, String name) {
        throw new UnsupportedOperationException("the made-up grid has no matrices on it");
    }

    @Override
    public List<OperandView> operands() {
        return List.of();
    }

    @Override
    public Optional<OperandView> operand(String idOrName) {
        return Optional.empty();
    }

    @Override
    public Optional<String> removeOperand(OperandId operand) {
        throw new BadInput("There is no matrix '" + operand + "' on the grid.");
    }

    /** What was wanted of workers. */
    public final List<String> quarantined = new ArrayList<>();

    @Override
    public Standing quarantine(WorkerId worker, boolean wanted) {
        if (refusal != null) {
            throw new BadInput(refusal);
        }
        quarantined.add(worker + " " + wanted);
        return Standing.NEWCOMER;
    }

    @Override
    public List<Execution> executions(JobId job, long after, int limit) {
        return List.of();
    }

    @Override
    public TaskStream taskStream(JobId job, @Nullable Instant from, @Nullable Instant to, int resolutions) {
        return new TaskStream(NOW, NOW, List.of());
    }

    @Override
    public List<LeaderboardRow> leaderboard(int limit) {
        return List.of();
    }

    @Override
    public List<FaultView> faults(FaultFilter filter, @Nullable FaultId after, int limit) {
        return List.of();
    }

    @Override
    public synchronized Invitation invitation() {
        return invitation;
    }

    @Override
    public LocalWorker addLocalWorker(String name, int threads) {
        mayBeRefused();
        WorkerView view = Samples.worker(name, "desktop", "vector", "16 lanes", WorkerState.IDLE, 0, 0);
        LocalWorker worker = new LocalWorker() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int threads() {
                return threads;
            }

            @Override
            public void close() {
                local.remove(this);
                worker(name, w -> Samples.in(WorkerState.GONE, w));
            }
        };
        local.add(worker);
        worker(view);
        return worker;
    }

    @Override
    public List<LocalWorker> localWorkers() {
        return List.copyOf(local);
    }

    @Override
    public Path dataFolder() {
        return Path.of("data");
    }

    /** The id that {@link Samples} gives a worker of that name. */
    public static WorkerId idOf(String name) {
        return new WorkerId("w-" + name);
    }
}
