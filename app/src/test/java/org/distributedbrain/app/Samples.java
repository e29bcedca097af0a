package org.distributedbrain.app;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSource;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/** Workers and jobs to show. */
public final class Samples {
    private Samples() {}

    public static JobId id(String label) {
        return new JobId(
                UUID.nameUUIDFromBytes(label.getBytes(StandardCharsets.UTF_8)).toString());
    }

    public static JobView job(JobId id, String label, MatmulSize size, int chunks) {
        return new JobView(
                id, size, label, JobState.QUEUED, 0, chunks, FakeGrid.NOW, null, List.of(), null, null, null);
    }

    public static JobView job(String label, int rowsA, int colsA, int colsB, int chunks) {
        return job(id(label), label, new MatmulSize(rowsA, colsA, colsB), chunks);
    }

    /** It was expected to take so long. */
    public static JobView expected(JobView j, Estimate estimate) {
        return asked(j, j.notes(), j.options(), j.grid(), estimate);
    }

    public static JobView how(JobView j, JobOptions options, @Nullable TileGrid grid) {
        return asked(j, j.notes(), options, grid, j.estimate());
    }

    public static JobView noted(JobView j, String... notes) {
        return asked(j, List.of(notes), j.options(), j.grid(), j.estimate());
    }

    /** Made of that. */
    public static JobView from(JobView j, JobSource source) {
        return new JobView(
                j.id(),
                j.size(),
                j.label(),
                j.state(),
                j.chunksDone(),
                j.chunks(),
                j.submittedAt(),
                j.finishedAt(),
                j.notes(),
                j.waitingFor(),
                j.failure(),
                j.metrics(),
                j.options(),
                j.grid(),
                j.estimate(),
                source);
    }

    /** The same as far as it has come, but asked for and begun like this. */
    private static JobView asked(
            JobView j, List<String> notes, JobOptions options, @Nullable TileGrid grid, @Nullable Estimate estimate) {
        return new JobView(
                j.id(),
                j.size(),
                j.label(),
                j.state(),
                j.chunksDone(),
                j.chunks(),
                j.submittedAt(),
                j.finishedAt(),
                notes,
                j.waitingFor(),
                j.failure(),
                j.metrics(),
                options,
                grid,
                estimate,
                j.source());
    }

    public static JobView running(JobView j, int chunksDone) {
        return come(j, JobState.RUNNING, chunksDone, null, null, null, null);
    }

    public static JobView waiting(JobView j, String waitingFor) {
        return come(j, JobState.QUEUED, 0, null, waitingFor, null, null);
    }

    public static JobView done(JobView j, JobMetrics metrics) {
        Instant end = j.submittedAt().plusMillis((long) metrics.totalMs());
        return come(j, JobState.DONE, j.chunks(), end, null, null, metrics);
    }

    public static JobView ended(JobView j, JobState state, @Nullable String failure) {
        return come(j, state, j.chunksDone(), j.submittedAt().plusMillis(12_400), null, failure, null);
    }

    /** The same job, having come so far. */
    private static JobView come(
            JobView j,
            JobState state,
            int chunksDone,
            @Nullable Instant finishedAt,
            @Nullable String waitingFor,
            @Nullable String failure,
            @Nullable JobMetrics metrics) {
        return new JobView(
                j.id(),
                j.size(),
                j.label(),
                state,
                chunksDone,
                j.chunks(),
                j.submittedAt(),
                finishedAt,
                j.notes(),
                waitingFor,
                failure,
                metrics,
                j.options(),
                j.grid(),
                j.estimate(),
                j.source());
    }

    public static JobMetrics metrics(JobView job, double totalMs, int workers, @Nullable Double maxError) {
        double compute = totalMs * workers * 0.86;
        return new JobMetrics(
                totalMs,
                compute,
                totalMs * 0.31,
                workers,
                job.chunks(),
                compute / job.chunks(),
                job.size().operations() / totalMs / 1000,
                86.2,
                job.size().bytes() * 2 / 3,
                job.size().bytes() / 3,
                3,
                0.127,
                0,
                maxError,
                9.5e-5,
                1e-7,
                0);
    }

    public static WorkerView worker(
            String name, String kind, String engine, String device, WorkerState state, int tasks, double mops) {
        return new WorkerView(
                new WorkerId("w-" + name),
                name,
                kind,
                engine,
                device,
                "192.168.1.17",
                state,
                state == WorkerState.IDLE || state == WorkerState.GONE ? 0 : 2,
                tasks,
                tasks * 180.0,
                mops,
                FakeGrid.NOW);
    }

    public static WorkerView in(WorkerState state, WorkerView w) {
        return judged(state, w.standing(), w);
    }

    /** The same worker, of which this is thought. */
    public static WorkerView judged(WorkerState state, Standing standing, WorkerView w) {
        return told(state, standing, w.note(), w.told(), w.pace(), w);
    }

    /** The same worker, of which this is known. */
    public static WorkerView told(
            WorkerState state,
            Standing standing,
            @Nullable String note,
            Capabilities told,
            @Nullable Pace pace,
            WorkerView w) {
        return new WorkerView(
                w.id(),
                w.name(),
                w.deviceKind(),
                w.engine(),
                w.device(),
                w.address(),
                state,
                w.unfinishedTasks(),
                w.tasksCompleted(),
                w.computeMs(),
                w.mops(),
                w.joinedAt(),
                note,
                standing,
                told,
                pace);
    }
}
