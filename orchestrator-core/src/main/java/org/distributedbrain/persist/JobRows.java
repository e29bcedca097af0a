package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.JOBS;
import static org.jooq.impl.DSL.lower;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.flow.Fact.JobAccepted;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.publish.JobFilter;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Jobs as rows: how they came and how they ended. */
final class JobRows {
    private final DSLContext dsl;

    JobRows(DSLContext dsl) {
        this.dsl = dsl;
    }

    void accept(JobAccepted accepted) {
        MatmulSize size = accepted.job().size();
        JobOptions options = accepted.job().options();
        Estimate estimate = accepted.estimate();
        SecretSeed seed = accepted.job().seed();
        Estimate.Bound bound = estimate == null ? null : estimate.boundBy();
        dsl.insertInto(JOBS)
                .set(JOBS.ID, accepted.job().id().value())
                .set(JOBS.ROWS_A, size.rowsA())
                .set(JOBS.COLS_A, size.colsA())
                .set(JOBS.COLS_B, size.colsB())
                .set(JOBS.KERNEL, accepted.job().source().kernel())
                .set(JOBS.LARGEST_SIDE, JobFilter.largestSide(size))
                .set(JOBS.CHUNKS_COUNT, accepted.grid().chunks())
                .set(JOBS.SOURCE, SourceText.toJson(accepted.job().source()))
                .set(JOBS.ROW_PARTS, accepted.grid().rowParts())
                .set(JOBS.COL_PARTS, accepted.grid().colParts())
                .set(JOBS.INNER_PARTS, accepted.grid().innerParts())
                .set(JOBS.PARTITION_MODE, options.partition().name())
                .set(JOBS.PRIORITY, options.priority().name())
                .set(JOBS.VERIFICATION, options.verification().word())
                .set(JOBS.PREDICTED_MS, estimate == null ? null : estimate.totalMs())
                .set(JOBS.PREDICTED_BYTES_OUT, estimate == null ? null : estimate.bytesOut())
                .set(JOBS.PREDICTED_BYTES_IN, estimate == null ? null : estimate.bytesIn())
                .set(JOBS.PREDICTED_BOUND, bound == null ? null : bound.name())
                .set(JOBS.PREDICTED_FACTOR, estimate == null ? null : estimate.learned())
                .set(JOBS.PREDICTED_WORKERS, estimate == null ? null : estimate.workers())
                .set(JOBS.LOCAL_MS, estimate == null ? null : estimate.localMs())
                .set(JOBS.SEED, seed == null ? null : seed.hex())
                .set(JOBS.LABEL, accepted.job().label())
                .set(JOBS.NOTES, Notes.toJson(accepted.job().notes()))
                .set(JOBS.STATE, JobState.QUEUED.name())
                .set(JOBS.SUBMITTED_AT, accepted.job().submittedAt())
                .execute();
    }

    void note(JobId job, List<String> notes) {
        dsl.update(JOBS)
                .set(JOBS.NOTES, Notes.toJson(notes))
                .where(JOBS.ID.eq(job.value()))
                .execute();
    }

    void start(JobId job, Instant at) {
        dsl.update(JOBS).set(JOBS.STARTED_AT, at).where(JOBS.ID.eq(job.value())).execute();
    }

    void finish(JobId job, JobMetrics metrics, Instant at) {
        dsl.update(JOBS)
                .set(JOBS.STATE, JobState.DONE.name())
                .set(JOBS.CREATED_AT, at)
                .set(JOBS.FINISHED_AT, at)
                .set(JOBS.WORKERS_USED, metrics.workersUsed())
                .set(JOBS.CHUNKS_COUNT, metrics.chunks())
                .set(JOBS.TOTAL_TIME_MS, metrics.totalMs())
                .set(JOBS.AVG_CHUNK_TIME_MS, metrics.avgChunkMs())
                .set(JOBS.THROUGHPUT_MOPS, metrics.throughputMops())
                .set(JOBS.EFFICIENCY_RATIO, metrics.efficiencyPercent())
                .set(JOBS.COMPUTE_MS, metrics.computeMs())
                .set(JOBS.TRANSFER_MS, metrics.transferMs())
                .set(JOBS.BYTES_OUT, metrics.bytesOut())
                .set(JOBS.BYTES_IN, metrics.bytesIn())
                .set(JOBS.VERIFY_METHOD, lower(JOBS.VERIFICATION))
                .set(JOBS.VERIFY_VECTORS, metrics.vectors())
                .set(JOBS.WORST_RESIDUAL, metrics.worstResidual())
                .set(JOBS.ROWS_RECOMPUTED, metrics.rowsRecomputed())
                .set(JOBS.MAX_ERROR, metrics.maxError())
                .set(JOBS.BOUND, metrics.bound())
                .set(JOBS.MISS_PROBABILITY, metrics.missProbability())
                .set(JOBS.CHUNKS_COMPARED, metrics.chunksCompared())
                .where(JOBS.ID.eq(job.value()))
                .execute();
    }

    void end(JobId job, JobState state, @Nullable String failure, Instant at) {
        dsl.update(JOBS)
                .set(JOBS.STATE, state.name())
                .set(JOBS.FINISHED_AT, at)
                .set(JOBS.FAILURE, failure)
                .where(JOBS.ID.eq(job.value()))
                .execute();
    }
}
