package org.distributedbrain.flow;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** Adds up a job's figures, chunk by chunk. */
final class Tally {
    private final Set<WorkerId> workers = new LinkedHashSet<>();
    private double computeMs;
    private double transferMs;
    private int vectors;
    private double worstResidual;
    private int rowsRecomputed;
    private @Nullable Double maxError;
    private @Nullable Double bound = 0.0;
    private @Nullable Double missProbability = 0.0;
    private double operations;
    private long bytesOut;
    private long bytesIn;
    private int chunksCompared;

    /** Those with at least one verified chunk. */
    Set<WorkerId> workers() {
        return workers;
    }

    void sent(long bytes) {
        bytesOut += bytes;
    }

    void received(long bytes) {
        bytesIn += bytes;
    }

    void verified(Fact.ChunkVerified fact) {
        workers.add(fact.worker());
        computeMs += fact.computeMs();
        operations += fact.operations();
        transferMs += fact.transferMs();
        Evidence evidence = fact.evidence();
        vectors = evidence.vectors();
        worstResidual = Math.max(worstResidual, evidence.worstResidual());
        rowsRecomputed += evidence.rowsRecomputed();
        Double error = evidence.maxError();
        if (error != null) {
            maxError = maxError == null ? error : Math.max(maxError, error);
        }
        bound = larger(bound, evidence.bound());
        missProbability = larger(missProbability, evidence.missProbability());
        chunksCompared += fact.agreed() > 1 ? 1 : 0;
    }

    /** What is not known of one chunk is not known of the job. */
    private static @Nullable Double larger(@Nullable Double one, @Nullable Double other) {
        return one == null || other == null ? null : (Double) Math.max(one, other);
    }

    /** What the parts were off says little of their sum: this is what that is off, or null when it is not a sum or was not compared. */
    void summed(@Nullable Double error) {
        maxError = error == null ? maxError : error;
    }

    JobMetrics metrics(Job job, int chunks, Instant startedAt, Instant endedAt) {
        double totalMs = Math.max(Lease.millis(startedAt, endedAt), 1e-3);
        return new JobMetrics(
                totalMs,
                computeMs,
                transferMs,
                workers.size(),
                chunks,
                computeMs / chunks,
                operations / totalMs / 1e3,
                Math.min(100, 100 * computeMs / (workers.size() * totalMs)),
                bytesOut,
                bytesIn,
                vectors,
                worstResidual,
                rowsRecomputed,
                maxError,
                bound,
                missProbability,
                chunksCompared);
    }
}
