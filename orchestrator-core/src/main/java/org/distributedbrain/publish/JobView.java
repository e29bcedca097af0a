package org.distributedbrain.publish;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSource;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TileGrid;
import org.jspecify.annotations.Nullable;

/**
 * One job as people see it.
 *
 * @param waitingFor why nothing moves, in a sentence, while that is so
 * @param failure why it failed, in a sentence, when it did
 * @param metrics its figures once it is {@code DONE}
 * @param grid how it was cut, or null for a job of an earlier version
 * @param estimate what it was expected to take, or null when that was not known
 * @param source what its result is made of, or null for a product of an earlier version
 */
public record JobView(
        JobId id,
        MatmulSize size,
        String label,
        JobState state,
        int chunksDone,
        int chunks,
        Instant submittedAt,
        @Nullable Instant finishedAt,
        List<String> notes,
        @Nullable String waitingFor,
        @Nullable String failure,
        @Nullable JobMetrics metrics,
        JobOptions options,
        @Nullable TileGrid grid,
        @Nullable Estimate estimate,
        @Nullable JobSource source) {

    /** The kernel's name. */
    public String kernel() {
        return source == null ? MatmulSource.KERNEL : source.kernel();
    }

    /** One as most people want it, of which no more is known. */
    public JobView(
            JobId id,
            MatmulSize size,
            String label,
            JobState state,
            int chunksDone,
            int chunks,
            Instant submittedAt,
            @Nullable Instant finishedAt,
            List<String> notes,
            @Nullable String waitingFor,
            @Nullable String failure,
            @Nullable JobMetrics metrics) {
        this(
                id,
                size,
                label,
                state,
                chunksDone,
                chunks,
                submittedAt,
                finishedAt,
                notes,
                waitingFor,
                failure,
                metrics,
                JobOptions.DEFAULT,
                null,
                null,
                null);
    }
}
