package org.distributedbrain.publish;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.jspecify.annotations.Nullable;

/**
 * One job as people see it.
 *
 * @param waitingFor why nothing moves, in a sentence, while that is so
 * @param failure why it failed, in a sentence, when it did
 * @param metrics its figures once it is {@code DONE}
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
        @Nullable JobMetrics metrics) {}
