package org.distributedbrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.distributedbrain.certificate.SignedCertificate;
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
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.LeaderboardRow;
import org.distributedbrain.publish.OperandView;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.TaskStream;
import org.distributedbrain.publish.Totals;
import org.jspecify.annotations.Nullable;

/** A grid that computes nothing: it keeps what it is given, and a test says how its jobs end and what it refuses. */
public final class FakeGrid extends FakeWaysIn {
    private final Path folder;
    private final FakeJobs jobs = new FakeJobs();
    private final FakeOperands operands = new FakeOperands();
    private final FakeWorkers workers = new FakeWorkers();
    /** What was wanted of the worker. */
    public final List<String> wishes = workers.wishes;

    public final List<JobSpec> submitted = new CopyOnWriteArrayList<>();
    /** Why it takes no job and no operand, if it takes none; %A% stands for the file of A. */
    public @Nullable String refusal;

    public Estimate estimate = new Estimate(700.0, 8_000_000, 4_000_000, Estimate.Bound.UPLINK, 400.0, 2);
    /** Otherwise a job goes on until {@link #end}. */
    public boolean endAtOnce = true;
    /** Why jobs fail, if they do. */
    public @Nullable String failure;
    /** Why operands stay, if they do. */
    public @Nullable String operandInUse;
    /** The certificate of every job; where there is none, jobs were not verified. */
    public @Nullable SignedCertificate certificate;
    /** What the snapshot says is wrong. */
    public @Nullable String trouble;

    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    public List<FaultView> faults = List.of();
    public FaultFilter lastFaultFilter = FaultFilter.ALL;
    /** Attempts at the chunks of every job. */
    public final List<Execution> executions = new CopyOnWriteArrayList<>();

    public FakeGrid(Path folder) {
        this.folder = folder;
    }

    /** The job ends: done, or failed when there is a failure. */
    public synchronized void end(JobId id) {
        jobs.end(id, failure == null ? JobState.DONE : JobState.FAILED, failure, estimate);
    }

    /** A verified attempt at chunk 4 and a lost one at chunk 5. */
    public void addExecutions(JobId job) {
        executions.addAll(Samples.executions(job));
    }

    @Override
    public JobView submit(JobSpec spec) {
        if (refusal != null) {
            throw new BadInput(
                    spec.source() instanceof MatmulSource.Files files
                            ? files.named(
                                    refusal.replace("%A%", files.a().path().toString()))
                            : refusal);
        }
        var id = jobs.add(spec);
        submitted.add(spec);
        if (endAtOnce) {
            end(id);
        }
        return jobs.get(id);
    }

    @Override
    public Estimate estimate(JobSpec spec) {
        return estimate;
    }

    @Override
    public Estimate estimate(MatmulSize size, JobOptions options) {
        return estimate;
    }

    @Override
    public synchronized boolean cancel(JobId job) {
        if (jobs.get(job).state().isFinal()) {
            return false;
        }
        jobs.end(job, JobState.CANCELLED, failure, estimate);
        return true;
    }

    @Override
    public Optional<JobView> job(JobId job) {
        return jobs.find(job);
    }

    @Override
    public List<JobView> jobs(JobFilter filter, @Nullable JobId after, int limit) {
        return jobs.page(filter, after, limit);
    }

    @Override
    public long jobCount(JobFilter filter) {
        return jobs.page(filter, null, Integer.MAX_VALUE).size();
    }

    @Override
    public JobView await(JobId job, Duration limit) throws InterruptedException {
        return jobs.await(job, limit);
    }

    @Override
    public Optional<Thumbnail> picture(JobId job, int longestSide) {
        return Optional.empty();
    }

    @Override
    public Path result(JobId job) {
        if (jobs.get(job).state() != JobState.DONE) {
            throw new BadInput("Job " + job + " has no result: it failed.");
        }
        try {
            return Files.write(folder.resolve(job + ".npy"), Samples.ones());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SignedCertificate certificate(JobId job) {
        SignedCertificate made = certificate;
        if (made == null) {
            throw new BadInput("Job " + job + " has no certificate: its result is NOT VERIFIED, as it asked for.");
        }
        return made;
    }

    @Override
    public Snapshot snapshot() {
        return new Snapshot(
                1, Samples.NOON, List.of(workers.only()), jobs(50), new Totals(1, 2, 3, 812.5, 1.25), trouble);
    }

    @Override
    public Subscription subscribe(Consumer<Snapshot> listener) {
        listeners.add(listener);
        listener.accept(snapshot());
        return () -> listeners.remove(listener);
    }

    /** Gives the listeners a snapshot. */
    public void tell() {
        listeners.forEach(listener -> listener.accept(snapshot()));
    }

    @Override
    public OperandView putOperand(Path file, String name) {
        if (refusal != null) {
            throw new BadInput(refusal.replace("%A%", name));
        }
        return operands.put(file, name);
    }

    @Override
    public List<OperandView> operands() {
        return operands.all();
    }

    @Override
    public Optional<OperandView> operand(String idOrName) {
        return operands.find(idOrName);
    }

    @Override
    public Optional<String> removeOperand(OperandId operand) {
        if (operandInUse == null) {
            operands.remove(operand);
        }
        return Optional.ofNullable(operandInUse);
    }

    @Override
    public Standing quarantine(WorkerId worker, boolean wanted) {
        return workers.quarantine(worker, wanted);
    }

    @Override
    public void drain(WorkerId worker) {
        workers.wish("drain", worker);
    }

    @Override
    public void resume(WorkerId worker) {
        workers.wish("resume", worker);
    }

    @Override
    public void remove(WorkerId worker) {
        workers.wish("remove", worker);
    }

    @Override
    public List<Execution> executions(JobId job, long after, int limit) {
        return executions.stream()
                .filter(execution -> execution.attempt().task().value() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public TaskStream taskStream(JobId job, @Nullable Instant from, @Nullable Instant to, int resolutions) {
        return new TaskStream(Samples.NOON, Samples.NOON, List.of());
    }

    @Override
    public List<LeaderboardRow> leaderboard(int limit) {
        return List.of(Samples.CHAMPION);
    }

    @Override
    public List<FaultView> faults(FaultFilter filter, @Nullable FaultId after, int limit) {
        lastFaultFilter = filter;
        List<FaultView> from = faults.stream()
                .dropWhile(fault -> after != null && !fault.id().equals(after))
                .toList();
        int first = after == null ? 0 : Math.min(1, from.size());
        return from.subList(first, from.size()).stream().limit(limit).toList();
    }

    @Override
    public LocalWorker addLocalWorker(String name, int threads) {
        throw new UnsupportedOperationException("the fake grid has no workers");
    }

    @Override
    public List<LocalWorker> localWorkers() {
        return List.of();
    }

    @Override
    public Path dataFolder() {
        return folder;
    }
}
