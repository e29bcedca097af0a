package org.distributedbrain.flow;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.BlockId;
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

    /** Chunks to hand out, first one first; chunks that come back from a lost worker go to the front. Soft. */
    final Deque<ChunkRecord> ready = new ArrayDeque<>();

    /** How many chunks still need each block. Soft: derived from the chunks that are not verified. */
    final Map<BlockId, Integer> blockUses = new LinkedHashMap<>();

    /** When the first chunk was handed out. Soft. */
    @Nullable Instant startedAt;

    /** Why nothing moves, while that is so. Soft. */
    @Nullable String waitingFor;

    private @Nullable JobView view;

    JobRecord(Job job, TileGrid grid, @Nullable Estimate estimate, List<Chunk> plan) {
        this.job = job;
        this.grid = grid;
        this.estimate = estimate;
        this.chunks = new ArrayList<>(plan.size());
        for (Chunk chunk : plan) {
            ChunkRecord record = new ChunkRecord(this, chunk);
            chunks.add(record);
            ready.add(record);
            blockUses.merge(chunk.a().id(), 1, Integer::sum);
            blockUses.merge(chunk.b().id(), 1, Integer::sum);
        }
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
                    estimate);
            view = current;
        }
        return current;
    }

    @Override
    public String toString() {
        return "job " + job.id();
    }
}
