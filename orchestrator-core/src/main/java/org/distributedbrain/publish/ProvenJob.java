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
     * @param part which part of the inner sum
     * @param agreed how many computed the same, as {@code flow.Fact.ChunkVerified} has it
     * @param by whose values were kept
     * @param others who gave the same; none where their attempts are not kept any more
     */
    public record ProvenChunk(
            int firstRow,
            int rows,
            int firstCol,
            int cols,
            int part,
            int agreed,
            Contribution by,
            List<Contribution> others,
            Evidence evidence,
            Instant verifiedAt) {
        public ProvenChunk {
            others = List.copyOf(others);
        }
    }

    /**
     * What a worker did for a chunk.
     *
     * @param name what the worker is called now
     * @param computeMs by the worker's own clock
     * @param sentAt when the chunk was handed out, {@code returnedAt} when its last byte was back, {@code checkedAt} when verification had
     *     decided; null where the attempt is not kept any more
     */
    public record Contribution(
            WorkerId worker,
            String name,
            double computeMs,
            @Nullable Instant sentAt,
            @Nullable Instant returnedAt,
            @Nullable Instant checkedAt) {}
}
