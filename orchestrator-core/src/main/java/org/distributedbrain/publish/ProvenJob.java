package org.distributedbrain.publish;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of how a job's result was verified. To be told to nobody before the job is done: it holds the secret of the verification.
 *
 * @param startedAt when its first chunk was handed out
 * @param seed null for a job of a version that kept none
 * @param chunks in the order of their numbers
 */
public record ProvenJob(
        JobView job, @Nullable Instant startedAt, @Nullable SecretSeed seed, List<ProvenChunk> chunks) {
    public ProvenJob {
        chunks = List.copyOf(chunks);
    }

    /**
     * One verified chunk.
     *
     * @param worker who computed it; {@code workerName} is what it is called now
     * @param part which part of the inner sum
     * @param computeMs by the worker's own clock
     * @param sentAt when the chunk was handed out, {@code returnedAt} when its last byte was back, {@code checkedAt} when verification had
     *     decided; null where the attempt is not kept any more
     */
    public record ProvenChunk(
            int firstRow,
            int rows,
            int firstCol,
            int cols,
            int part,
            WorkerId worker,
            String workerName,
            double computeMs,
            Evidence evidence,
            Instant verifiedAt,
            @Nullable Instant sentAt,
            @Nullable Instant returnedAt,
            @Nullable Instant checkedAt) {}
}
