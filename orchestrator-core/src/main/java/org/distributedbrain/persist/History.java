package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.CHUNKS;
import static org.distributedbrain.db.schema.Tables.JOBS;
import static org.distributedbrain.db.schema.Tables.LEADERBOARD;
import static org.distributedbrain.db.schema.Tables.WORKERS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.distributedbrain.db.schema.tables.records.JobsRecord;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.Verification;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.LeaderboardRow;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jspecify.annotations.Nullable;

/** Rows as views: everything that is read back from the tables. */
final class History {
    /** A job that is done has all its chunks; only for the others they are counted. */
    private static final Field<Integer> CHUNKS_DONE = when(JOBS.STATE.eq(JobState.DONE.name()), JOBS.CHUNKS_COUNT)
            .otherwise(field(selectCount().from(CHUNKS).where(CHUNKS.JOB_ID.eq(JOBS.ID))))
            .as("chunks_done");

    private History() {}

    static Optional<JobView> job(DSLContext dsl, JobId job) {
        return jobs(dsl).where(JOBS.ID.eq(job.value())).fetchOptional(History::jobView);
    }

    /** By verified operations, which no worker's own clock can move. */
    static List<LeaderboardRow> leaderboard(DSLContext dsl, int limit) {
        List<LeaderboardRow> ranked = new ArrayList<>();
        dsl.select(LEADERBOARD.fields())
                .select(WORKERS.fields())
                .from(LEADERBOARD)
                .join(WORKERS)
                .on(WORKERS.ID.eq(LEADERBOARD.WORKER_ID))
                .where(LEADERBOARD.TASKS_COMPLETED.gt(0))
                .orderBy(LEADERBOARD.OPERATIONS.desc(), LEADERBOARD.WORKER_ID)
                .limit(limit)
                .forEach(row -> ranked.add(new LeaderboardRow(
                        ranked.size() + 1,
                        new WorkerId(row.get(LEADERBOARD.WORKER_ID)),
                        row.get(WORKERS.NAME),
                        row.get(LEADERBOARD.TOTAL_COMPUTE_MS),
                        row.get(LEADERBOARD.TASKS_COMPLETED),
                        row.get(LEADERBOARD.SESSIONS_JOINED),
                        row.get(LEADERBOARD.OPERATIONS),
                        row.get(LEADERBOARD.LAST_SEEN),
                        StandingRows.standing(row.into(WORKERS)))));
        return List.copyOf(ranked);
    }

    static SelectJoinStep<Record> jobs(DSLContext dsl) {
        return dsl.select(JOBS.fields()).select(CHUNKS_DONE).from(JOBS);
    }

    static JobView jobView(Record row) {
        JobsRecord job = row.into(JOBS);
        int chunksDone = row.get(CHUNKS_DONE);
        JobState stored = JobState.valueOf(job.getState());
        return new JobView(
                new JobId(job.getId()),
                new MatmulSize(job.getRowsA(), job.getColsA(), job.getColsB()),
                job.getLabel(),
                // That a job runs is no fact; that a chunk of it came back shows that it did.
                stored == JobState.QUEUED && chunksDone > 0 ? JobState.RUNNING : stored,
                chunksDone,
                job.getChunksCount(),
                job.getSubmittedAt(),
                job.getFinishedAt(),
                Notes.fromJson(job.getNotes()),
                null,
                job.getFailure(),
                stored == JobState.DONE ? metrics(job) : null,
                options(job),
                grid(job),
                estimate(job),
                job.getSource() == null ? null : SourceText.fromJson(job.getSource()));
    }

    static JobOptions options(JobsRecord job) {
        return new JobOptions(
                Partition.valueOf(job.getPartitionMode()),
                Priority.valueOf(job.getPriority()),
                Verification.parse(
                        "The database's verification", job.getVerification().toLowerCase(Locale.ROOT)));
    }

    static @Nullable TileGrid grid(JobsRecord job) {
        return job.getRowParts() == null
                ? null
                : new TileGrid(job.getRowParts(), job.getColParts(), job.getInnerParts());
    }

    static @Nullable Estimate estimate(JobsRecord job) {
        return job.getPredictedBytesOut() == null
                ? null
                : new Estimate(
                        job.getPredictedMs(),
                        job.getPredictedBytesOut(),
                        job.getPredictedBytesIn(),
                        job.getPredictedBound() == null ? null : Estimate.Bound.valueOf(job.getPredictedBound()),
                        job.getLocalMs(),
                        job.getPredictedWorkers(),
                        job.getPredictedFactor() == null ? 1 : job.getPredictedFactor());
    }

    private static JobMetrics metrics(JobsRecord job) {
        return new JobMetrics(
                number(job.getTotalTimeMs()),
                number(job.getComputeMs()),
                number(job.getTransferMs()),
                job.getWorkersUsed(),
                job.getChunksCount(),
                number(job.getAvgChunkTimeMs()),
                number(job.getThroughputMops()),
                number(job.getEfficiencyRatio()),
                job.getBytesOut(),
                job.getBytesIn(),
                job.getVerifyVectors(),
                number(job.getWorstResidual()),
                job.getRowsRecomputed(),
                job.getMaxError(),
                job.getBound(),
                job.getMissProbability(),
                Objects.requireNonNullElse(job.getChunksCompared(), 0));
    }

    /** SQLite keeps NaN as null. */
    static double number(@Nullable Double stored) {
        return stored == null ? Double.NaN : stored;
    }
}
