package org.distributedbrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.StoredOperand;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.matrix.MatrixFile;
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

/** A grid without workers: it keeps jobs in a list, and a test says how they end. */
public final class FakeGrid implements Grid {
    public static final JobMetrics METRICS = new JobMetrics(
            812.5, 1500.0, 120.0, 2, 16, 93.75, 2643.1, 92.3, 8_388_608, 4_194_304, 3, 0.12, 0, 3.1e-5, 9.5e-5, 1e-7);

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Path folder;
    private final List<JobView> jobs = new ArrayList<>();
    private final List<OperandView> operands = new ArrayList<>();
    public @Nullable String operandInUse;
    public final List<JobSpec> submitted = new ArrayList<>();
    public @Nullable String refusal;
    public Estimate estimate = new Estimate(700.0, 8_000_000, 4_000_000, Estimate.Bound.UPLINK, 400.0, 2);
    public boolean endAtOnce = true;
    /** What the snapshot says is wrong. */
    public @Nullable String trouble;

    public @Nullable String failure;
    public List<URI> joinUrls = List.of(URI.create("http://127.0.0.1:3000/join#key"));

    public List<FaultView> faults = List.of();
    public FaultFilter lastFaultFilter = FaultFilter.ALL;

    /** One that a worker was lost with, and where its chunk went. */
    public static final FaultView FAULT = new FaultView(
            new FaultId("0000000000000000012"),
            FaultKind.HALF_OPEN,
            new WorkerId("w-1"),
            "Phone-1",
            new JobId("00000000-0000-4000-8000-00000000000a"),
            12,
            new TaskId(99),
            "chunk 12 went to Phone-2 after 3 ms",
            "what happened",
            NOON,
            NOON.plusMillis(3),
            new WorkerId("w-2"));

    public FakeGrid(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized JobView submit(JobSpec spec) {
        if (refusal != null) {
            throw new BadInput(
                    spec.source() instanceof MatmulSource.Files files
                            ? files.named(
                                    refusal.replace("%A%", files.a().path().toString()))
                            : refusal);
        }
        submitted.add(spec);
        var size = switch (spec.source()) {
            case MatmulSource.Synthetic(var given, var _) -> given;
            case MatmulSource.Files files -> new MatmulSize(2, 3, 4);
            case TileSource tiles -> new MatmulSize(tiles.rows(), 1, tiles.cols());
        };
        var id = new JobId(UUID.randomUUID().toString());
        jobs.addFirst(new JobView(
                id,
                size,
                spec.label(),
                JobState.QUEUED,
                0,
                16,
                NOON,
                null,
                List.of(),
                "No worker is connected.",
                null,
                null,
                spec.options(),
                new TileGrid(8, 2, 1),
                null,
                spec.source()));
        if (endAtOnce) {
            end(id);
        }
        return jobs.getFirst();
    }

    /** The job ends: done, or failed when there is a failure. */
    public synchronized void end(JobId id) {
        replace(id, failure == null ? JobState.DONE : JobState.FAILED);
        notifyAll();
    }

    private void replace(JobId id, JobState state) {
        jobs.replaceAll(j -> !j.id().equals(id)
                ? j
                : new JobView(
                        id,
                        j.size(),
                        j.label(),
                        state,
                        j.chunks(),
                        j.chunks(),
                        NOON,
                        NOON.plusMillis(812),
                        List.of("A holds NaN."),
                        null,
                        failure,
                        state == JobState.DONE ? METRICS : null,
                        j.options(),
                        j.grid(),
                        estimate,
                        j.source()));
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
        if (job(job).orElseThrow().state().isFinal()) {
            return false;
        }
        replace(job, JobState.CANCELLED);
        notifyAll();
        return true;
    }

    @Override
    public synchronized Optional<JobView> job(JobId job) {
        return jobs.stream().filter(j -> j.id().equals(job)).findFirst();
    }

    @Override
    public synchronized List<JobView> jobs(int limit) {
        return List.copyOf(jobs.subList(0, Math.min(limit, jobs.size())));
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
    public synchronized JobView await(JobId job, Duration limit) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        for (var left = limit.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            if (job(job).orElseThrow().state().isFinal()) {
                break;
            }
            wait(left);
        }
        return job(job).orElseThrow();
    }

    /** A 2×2 matrix of ones, for every job that is done. */
    @Override
    public Optional<Thumbnail> picture(JobId job, int longestSide) {
        return Optional.empty();
    }

    @Override
    public Path result(JobId job) {
        if (job(job).orElseThrow().state() != JobState.DONE) {
            throw new BadInput("Job " + job + " has no result: it failed.");
        }
        try {
            return Files.write(folder.resolve(job + ".npy"), ones());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A {@code .npy} file of a 2×2 float32 matrix of ones. */
    public static byte[] ones() {
        var text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }";
        var header = (text + " ".repeat(117 - text.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
        var file = ByteBuffer.allocate(10 + header.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length)
                .put(header);
        for (var i = 0; i < 4; i++) {
            file.putFloat(1);
        }
        return file.array();
    }

    @Override
    public Snapshot snapshot() {
        var worker = new WorkerView(
                new WorkerId("w1-pixel"),
                "Pixel",
                "phone",
                "webgpu",
                "Adreno",
                "10.0.0.7",
                WorkerState.COMPUTING,
                1,
                9,
                1500,
                2100,
                NOON,
                null,
                standing);
        return new Snapshot(1, NOON, List.of(worker), jobs(50), new Totals(1, 2, 3, 812.5, 1.25), trouble);
    }

    @Override
    public Subscription subscribe(Consumer<Snapshot> listener) {
        listener.accept(snapshot());
        return () -> {};
    }

    @Override
    public synchronized OperandView putOperand(Path file, String name) {
        if (refusal != null) {
            throw new BadInput(refusal.replace("%A%", name));
        }
        var matrix = MatrixFile.describe(file);
        var id = new OperandId(file.getFileName().toString().replaceFirst("\\..*", ""));
        operands.removeIf(operand -> operand.operand().id().equals(id));
        operands.addFirst(new OperandView(
                new StoredOperand(
                        id, name, matrix.rows(), matrix.cols(), file.toFile().length(), NOON, null),
                3));
        return operands.getFirst();
    }

    @Override
    public synchronized List<OperandView> operands() {
        return List.copyOf(operands);
    }

    @Override
    public synchronized Optional<OperandView> operand(String idOrName) {
        return operands.stream()
                .filter(view -> view.operand().id().value().startsWith(idOrName)
                        || view.operand().name().equals(idOrName))
                .findFirst();
    }

    @Override
    public synchronized Optional<String> removeOperand(OperandId operand) {
        if (operandInUse == null) {
            operands.removeIf(view -> view.operand().id().equals(operand));
        }
        return Optional.ofNullable(operandInUse);
    }

    private Standing standing = Standing.NEWCOMER.agreed();

    /** There is one worker. */
    @Override
    public synchronized Standing quarantine(WorkerId worker, boolean wanted) {
        if (!worker.equals(new WorkerId("w1-pixel"))) {
            throw new BadInput("There is no worker " + worker + ".");
        }
        standing = wanted ? standing.quarantined("the operator wants it so", NOON) : standing.released();
        return standing;
    }

    /** Attempts at the chunks of every job. */
    public final List<Execution> executions = new ArrayList<>();

    /** A verified attempt at chunk 4 and one that Bob failed at. */
    public void addExecutions(JobId job) {
        executions.add(Execution.of(
                new Attempt(
                        new TaskId(7),
                        new ChunkId(job, 4),
                        new WorkerId("w1"),
                        NOON,
                        NOON.plusMillis(1),
                        NOON.plusMillis(3),
                        NOON.plusMillis(30),
                        NOON.plusMillis(34),
                        NOON.plusMillis(35),
                        NOON.plusMillis(37),
                        Attempt.Outcome.VERIFIED,
                        4_096,
                        1_024,
                        26.5),
                "Pixel"));
        executions.add(Execution.of(
                new Attempt(
                        new TaskId(8),
                        new ChunkId(job, 5),
                        new WorkerId("w2"),
                        NOON,
                        NOON.plusMillis(2),
                        null,
                        null,
                        null,
                        null,
                        NOON.plusMillis(9),
                        Attempt.Outcome.LOST,
                        4_096,
                        0,
                        0),
                "Bob"));
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
        return new TaskStream(NOON, NOON, List.of());
    }

    @Override
    public List<LeaderboardRow> leaderboard(int limit) {
        return List.of(new LeaderboardRow(1, new WorkerId("w1"), "Pixel", 1500, 9, 2, 2e9, NOON));
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
    public Invitation invitation() {
        return new Invitation(joinUrls.getFirst(), joinUrls, true);
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
