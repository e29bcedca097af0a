package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.ATTEMPTS;
import static org.distributedbrain.db.schema.Tables.CHUNKS;
import static org.distributedbrain.db.schema.Tables.JOBS;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.distributedbrain.db.schema.tables.records.ChunksRecord;
import org.distributedbrain.db.schema.tables.records.JobsRecord;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.flow.UnfinishedJob;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobSource;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerId;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Rows as what an orchestrator needs to go on where an earlier one stopped. */
final class Unfinished {
    private final DSLContext dsl;

    private Unfinished(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** In the order in which they were submitted. */
    static List<UnfinishedJob> jobs(DSLContext dsl) {
        Unfinished rows = new Unfinished(dsl);
        return dsl.selectFrom(JOBS)
                .where(JOBS.STATE.eq(JobState.QUEUED.name()))
                .orderBy(JOBS.SUBMITTED_AT, JOBS.ID)
                .fetch(rows::job);
    }

    private UnfinishedJob job(JobsRecord row) {
        JobId id = new JobId(row.getId());
        Fact.JobAccepted accepted = accepted(id, row);
        if (accepted == null) {
            return new UnfinishedJob(id, null, List.of(), null, 0, 0);
        }
        List<UnfinishedJob.VerifiedChunk> verified = dsl.selectFrom(CHUNKS)
                .where(CHUNKS.JOB_ID.eq(id.value()))
                .and(CHUNKS.IDX.lt(accepted.grid().chunks()))
                .orderBy(CHUNKS.IDX)
                .fetch(Unfinished::chunk);
        var moved = dsl.select(min(ATTEMPTS.SENT_US), sum(ATTEMPTS.BYTES_OUT), sum(ATTEMPTS.BYTES_IN))
                .from(ATTEMPTS)
                .where(ATTEMPTS.JOB_ID.eq(id.value()))
                .fetchSingle();
        return new UnfinishedJob(
                id,
                accepted,
                verified,
                verified.isEmpty() ? null : startedAt(row, moved.value1()),
                number(moved.value2()),
                number(moved.value3()));
    }

    /** Of a job that an earlier version began only its attempts say it: those that had ended. */
    private static @Nullable Instant startedAt(JobsRecord row, @Nullable Long firstSentUs) {
        if (row.getStartedAt() != null) {
            return row.getStartedAt();
        }
        return firstSentUs == null ? null : Instant.EPOCH.plus(firstSentUs, ChronoUnit.MICROS);
    }

    /** Null for a job of a version that kept neither its source nor its grid. */
    private static Fact.@Nullable JobAccepted accepted(JobId id, JobsRecord row) {
        TileGrid grid = History.grid(row);
        if (row.getSource() == null || grid == null) {
            return null;
        }
        JobSource source = SourceText.fromJson(row.getSource());
        Job job = Job.of(
                id,
                new MatmulSize(row.getRowsA(), row.getColsA(), row.getColsB()),
                source,
                History.options(row),
                row.getLabel(),
                Notes.fromJson(row.getNotes()),
                row.getSubmittedAt(),
                row.getSeed() == null ? null : new SecretSeed(row.getSeed()));
        return new Fact.JobAccepted(job, grid, History.estimate(row));
    }

    private static UnfinishedJob.VerifiedChunk chunk(ChunksRecord row) {
        return new UnfinishedJob.VerifiedChunk(
                row.getIdx(),
                new WorkerId(row.getWorkerId()),
                row.getComputeMs(),
                row.getTransferMs(),
                row.getOperations(),
                row.getAgreed(),
                evidence(row),
                row.getVerifiedAt());
    }

    static Evidence evidence(ChunksRecord row) {
        return new Evidence(
                row.getVectors(),
                History.number(row.getResidual()),
                row.getRowsRecomputed(),
                row.getMaxError(),
                row.getBound(),
                row.getMissProbability());
    }

    private static long number(@Nullable BigDecimal sum) {
        return sum == null ? 0 : sum.longValue();
    }
}
