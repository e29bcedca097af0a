package org.distributedbrain.flow;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * A job that was accepted and had not ended when the orchestrator last stopped.
 *
 * @param accepted what was decided then, or null for a job of a version that did not keep it
 * @param startedAt when its first chunk was handed out, or null when none of its chunks was verified
 * @param bytesOut operand bytes that were sent for attempts that ended
 * @param bytesIn result bytes that came from them
 */
public record UnfinishedJob(
        JobId id,
        Fact.@Nullable JobAccepted accepted,
        List<VerifiedChunk> verified,
        @Nullable Instant startedAt,
        long bytesOut,
        long bytesIn) {

    public UnfinishedJob {
        verified = List.copyOf(verified);
    }

    /** A chunk whose values were durable; {@code operations} is null where an earlier version did not keep it. */
    public record VerifiedChunk(
            int index,
            WorkerId worker,
            double computeMs,
            double transferMs,
            @Nullable Double operations,
            int agreed,
            Evidence evidence,
            Instant at) {}
}
