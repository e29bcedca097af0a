package org.distributedbrain.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/** A job, its chunks, and its figures so far. */
final class JobRecord {
    final Job job;
    final TileGrid grid;
    final @Nullable Estimate estimate;
    final List<ChunkRecord> chunks;
    final Tally tally = new Tally();
    JobState state = JobState.QUEUED;
    int verified;

    @Nullable Instant finishedAt;

    @Nullable JobMetrics metrics;

    @Nullable String failure;

    /** Chunks to hand out. Soft. */
    final ReadyChunks ready;

    /** What the largest chunk takes, in bytes and operations. */
    final Room room;

    final double operationsAChunk;

    /** The order in which jobs were admitted. */
    final long number;

    /** How much it had of the grid in proportion to what it is worth; see {@link Sharing}. Soft. */
    double pass;

    /** When the first chunk was handed out. Soft. */
    @Nullable Instant startedAt;

    private boolean startTold;

    /** When the last byte of a result came back. Soft. */
    @Nullable Instant lastReturnedAt;

    /** Why nothing moves, while that is so. Soft. */
    @Nullable String waitingFor;

    /** Why none of its chunks is handed out, in a sentence, while that is so: its files are not ready. Soft. */
    private @Nullable String held;

    private @Nullable JobView view;

    JobRecord(Job job, long number, TileGrid grid, @Nullable Estimate estimate, List<Chunk> plan) {
        this.job = job;
        this.number = number;
        this.grid = grid;
        this.estimate = estimate;
        this.chunks = new ArrayList<>(plan.size());
        for (Chunk chunk : plan) {
            chunks.add(new ChunkRecord(this, chunk));
        }
        this.room = Room.of(job, grid);
        this.operationsAChunk = job.operations() / grid.chunks();
        this.ready = new ReadyChunks(this);
    }

    /** The same job with nothing done. */
    JobRecord afresh(List<String> notes) {
        Job noted = new Job(
                job.id(),
                job.size(),
                job.source(),
                job.a(),
                job.b(),
                job.options(),
                job.label(),
                notes,
                job.submittedAt(),
                job.seed());
        List<Chunk> plan = chunks.stream().map(chunk -> chunk.chunk).toList();
        return new JobRecord(noted, number, grid, estimate, plan);
    }

    /** To be called before every fact that says what came of a chunk. */
    void tellStart(Decisions out) {
        if (startedAt != null && !startTold) {
            startTold = true;
            out.fact(new Fact.JobStarted(job.id(), startedAt));
        }
    }

    /** See {@link Waiting#hold}. */
    void hold(@Nullable String reason) {
        held = reason;
        waitingFor = reason;
        changed();
    }

    @Nullable String held() {
        return held;
    }

    /** To be called after every change, so that the next snapshot shows it. */
    void changed() {
        view = null;
    }

    JobView view() {
        JobView current = view;
        if (current == null) {
            current = new JobView(
                    job.id(),
                    job.size(),
                    job.label(),
                    state,
                    verified,
                    chunks.size(),
                    job.submittedAt(),
                    finishedAt,
                    job.notes(),
                    waitingFor,
                    failure,
                    metrics,
                    job.options(),
                    grid,
                    estimate,
                    job.source());
            view = current;
        }
        return current;
    }

    @Override
    public String toString() {
        return "job " + job.id();
    }
}
