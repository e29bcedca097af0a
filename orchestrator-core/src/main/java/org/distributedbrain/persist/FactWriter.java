package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.ATTEMPTS;
import static org.distributedbrain.db.schema.Tables.CHUNKS;
import static org.distributedbrain.db.schema.Tables.FAULTS;
import static org.distributedbrain.db.schema.Tables.JOBS;
import static org.distributedbrain.db.schema.Tables.LEADERBOARD;
import static org.distributedbrain.db.schema.Tables.WORKERS;
import static org.jooq.impl.DSL.lower;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.flow.Fact.AttemptEnded;
import org.distributedbrain.flow.Fact.ChunkVerified;
import org.distributedbrain.flow.Fact.FaultRecorded;
import org.distributedbrain.flow.Fact.JobAccepted;
import org.distributedbrain.flow.Fact.JobCancelled;
import org.distributedbrain.flow.Fact.JobFailed;
import org.distributedbrain.flow.Fact.JobFinished;
import org.distributedbrain.flow.Fact.WorkerCredited;
import org.distributedbrain.flow.Fact.WorkerEnlisted;
import org.distributedbrain.flow.Fact.WorkerMeasured;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.WorkerProfile;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Facts as rows: what each fact does to the tables, inside a transaction that the caller owns. */
final class FactWriter {
    private final DSLContext dsl;

    private FactWriter(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * Writes the facts. Those of one kind go one after the other, so that each kind is one prepared statement however many there are. That
     * changes nothing that can be seen: a transaction appears as a whole, facts about the same row keep their order, and the order of the
     * kinds puts every row before those that refer to it.
     */
    static void write(DSLContext dsl, List<Fact> facts) {
        List<Fact> byKind =
                facts.stream().sorted(Comparator.comparingInt(FactWriter::rank)).toList();
        dsl.batched((Configuration batch) -> {
            FactWriter writer = new FactWriter(batch.dsl());
            byKind.forEach(writer::write);
        });
    }

    private static int rank(Fact fact) {
        return switch (fact) {
            case WorkerEnlisted _ -> 0;
            case JobAccepted _ -> 1;
            case ChunkVerified _ -> 2;
            case WorkerCredited _ -> 3;
            case JobFinished _, JobFailed _, JobCancelled _ -> 4;
            case FaultRecorded _, AttemptEnded _, WorkerMeasured _ -> 5;
        };
    }

    private void write(Fact fact) {
        switch (fact) {
            case WorkerEnlisted enlisted -> enlist(enlisted.profile(), enlisted.at());
            case JobAccepted accepted -> accept(accepted);
            case ChunkVerified verified -> verify(verified);
            case WorkerCredited credited -> credit(credited);
            case JobFinished finished -> finish(finished.job(), finished.metrics(), finished.at());
            case JobFailed failed -> end(failed.job(), JobState.FAILED, failed.reason(), failed.at());
            case JobCancelled cancelled -> end(cancelled.job(), JobState.CANCELLED, null, cancelled.at());
            case FaultRecorded fault -> record(fault);
            case AttemptEnded ended -> attempt(ended.attempt());
            case WorkerMeasured measured -> measure(measured);
        }
    }

    /** A worker that no door has identified gets no secret: nobody can come back as it. */
    private void enlist(WorkerProfile profile, Instant at) {
        dsl.insertInto(WORKERS)
                .set(WORKERS.ID, profile.id().value())
                .set(WORKERS.NAME, profile.name())
                .set(WORKERS.DEVICE_KIND, profile.deviceKind())
                .set(WORKERS.ENGINE, profile.engine())
                .set(WORKERS.DEVICE, profile.device())
                .set(WORKERS.FIRST_SEEN, at)
                .set(WORKERS.LAST_SEEN, at)
                .onConflict(WORKERS.ID)
                .doUpdate()
                .set(WORKERS.NAME, profile.name())
                .set(WORKERS.DEVICE_KIND, profile.deviceKind())
                .set(WORKERS.ENGINE, profile.engine())
                .set(WORKERS.DEVICE, profile.device())
                .set(WORKERS.LAST_SEEN, at)
                .execute();
        addToLeaderboard(profile.id().value(), 0, 0, 1, 0, at);
    }

    private void credit(WorkerCredited credited) {
        addToLeaderboard(credited.worker().value(), credited.computeMs(), 1, 0, credited.operations(), credited.at());
    }

    private void addToLeaderboard(
            String worker, double computeMs, int tasks, int sessions, double operations, Instant at) {
        dsl.insertInto(LEADERBOARD)
                .set(LEADERBOARD.WORKER_ID, worker)
                .set(LEADERBOARD.TOTAL_COMPUTE_MS, computeMs)
                .set(LEADERBOARD.TASKS_COMPLETED, tasks)
                .set(LEADERBOARD.SESSIONS_JOINED, sessions)
                .set(LEADERBOARD.OPERATIONS, operations)
                .set(LEADERBOARD.LAST_SEEN, at)
                .onConflict(LEADERBOARD.WORKER_ID)
                .doUpdate()
                .set(LEADERBOARD.TOTAL_COMPUTE_MS, LEADERBOARD.TOTAL_COMPUTE_MS.plus(computeMs))
                .set(LEADERBOARD.TASKS_COMPLETED, LEADERBOARD.TASKS_COMPLETED.plus(tasks))
                .set(LEADERBOARD.SESSIONS_JOINED, LEADERBOARD.SESSIONS_JOINED.plus(sessions))
                .set(LEADERBOARD.OPERATIONS, LEADERBOARD.OPERATIONS.plus(operations))
                .set(LEADERBOARD.LAST_SEEN, at)
                .execute();
    }

    private void accept(JobAccepted accepted) {
        MatmulSize size = accepted.job().size();
        JobOptions options = accepted.job().options();
        Estimate estimate = accepted.estimate();
        dsl.insertInto(JOBS)
                .set(JOBS.ID, accepted.job().id().value())
                .set(JOBS.ROWS_A, size.rowsA())
                .set(JOBS.COLS_A, size.colsA())
                .set(JOBS.COLS_B, size.colsB())
                .set(JOBS.CHUNKS_COUNT, accepted.grid().chunks())
                .set(JOBS.ROW_PARTS, accepted.grid().rowParts())
                .set(JOBS.COL_PARTS, accepted.grid().colParts())
                .set(JOBS.INNER_PARTS, accepted.grid().innerParts())
                .set(JOBS.PARTITION_MODE, options.partition().name())
                .set(JOBS.PRIORITY, options.priority().name())
                .set(JOBS.VERIFICATION, options.verification().name())
                .set(JOBS.PREDICTED_MS, estimate == null ? null : estimate.totalMs())
                .set(JOBS.PREDICTED_BYTES_OUT, estimate == null ? null : estimate.bytesOut())
                .set(JOBS.PREDICTED_BYTES_IN, estimate == null ? null : estimate.bytesIn())
                .set(
                        JOBS.PREDICTED_BOUND,
                        estimate == null ? null : estimate.boundBy().name())
                .set(JOBS.PREDICTED_WORKERS, estimate == null ? null : estimate.workers())
                .set(JOBS.LOCAL_MS, estimate == null ? null : estimate.localMs())
                .set(JOBS.LABEL, accepted.job().label())
                .set(JOBS.NOTES, Notes.toJson(accepted.job().notes()))
                .set(JOBS.STATE, JobState.QUEUED.name())
                .set(JOBS.SUBMITTED_AT, accepted.job().submittedAt())
                .execute();
    }

    /** A chunk that is verified again replaces its row, as its values replaced those in the result file. */
    private void verify(ChunkVerified verified) {
        Evidence evidence = verified.evidence();
        var row = dsl.newRecord(CHUNKS);
        row.setJobId(verified.chunk().id().job().value());
        row.setIdx(verified.chunk().id().index());
        row.setWorkerId(verified.worker().value());
        row.setFirstRow(verified.chunk().firstRow());
        row.setRows(verified.chunk().rows());
        row.setFirstCol(verified.chunk().firstCol());
        row.setCols(verified.chunk().cols());
        row.setPart(verified.chunk().part());
        row.setComputeMs(verified.computeMs());
        row.setTransferMs(verified.transferMs());
        row.setVectors(evidence.vectors());
        row.setResidual(evidence.worstResidual());
        row.setRowsRecomputed(evidence.rowsRecomputed());
        row.setMaxError(evidence.maxError());
        row.setVerifiedAt(verified.at());
        dsl.insertInto(CHUNKS)
                .set(row)
                .onConflict(CHUNKS.JOB_ID, CHUNKS.IDX)
                .doUpdate()
                .set(row)
                .execute();
    }

    private void finish(JobId job, JobMetrics metrics, Instant at) {
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
                .where(JOBS.ID.eq(job.value()))
                .execute();
    }

    private void end(JobId job, JobState state, @Nullable String failure, Instant at) {
        dsl.update(JOBS)
                .set(JOBS.STATE, state.name())
                .set(JOBS.FINISHED_AT, at)
                .set(JOBS.FAILURE, failure)
                .where(JOBS.ID.eq(job.value()))
                .execute();
    }

    private void attempt(Attempt attempt) {
        dsl.insertInto(ATTEMPTS)
                .set(ATTEMPTS.JOB_ID, attempt.chunk().job().value())
                .set(ATTEMPTS.TASK, attempt.task().value())
                .set(ATTEMPTS.CHUNK, attempt.chunk().index())
                .set(ATTEMPTS.WORKER_ID, attempt.worker().value())
                .set(ATTEMPTS.READY_US, micros(attempt.readyAt()))
                .set(ATTEMPTS.SENT_US, micros(attempt.sentAt()))
                .set(ATTEMPTS.STARTED_US, micros(attempt.startedAt()))
                .set(ATTEMPTS.COMPUTED_US, micros(attempt.computedAt()))
                .set(ATTEMPTS.RETURNED_US, micros(attempt.returnedAt()))
                .set(ATTEMPTS.CHECKED_US, micros(attempt.checkedAt()))
                .set(ATTEMPTS.ENDED_US, micros(attempt.endedAt()))
                .set(ATTEMPTS.OUTCOME, attempt.outcome().name())
                .set(ATTEMPTS.BYTES_OUT, attempt.bytesOut())
                .set(ATTEMPTS.BYTES_IN, attempt.bytesIn())
                .set(ATTEMPTS.COMPUTE_MS, attempt.computeMs())
                .execute();
    }

    private static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private void measure(WorkerMeasured measured) {
        dsl.update(WORKERS)
                .set(WORKERS.OPERATIONS_PER_SECOND, measured.pace().operationsPerSecond())
                .set(WORKERS.OUT_BYTES_PER_SECOND, measured.pace().outBytesPerSecond())
                .set(WORKERS.IN_BYTES_PER_SECOND, measured.pace().inBytesPerSecond())
                .set(WORKERS.OVERHEAD_MS, measured.pace().overheadMs())
                .set(WORKERS.MEASURED_AT, measured.at())
                .where(WORKERS.ID.eq(measured.worker().value()))
                .execute();
    }

    private void record(FaultRecorded fault) {
        ChunkId chunk = fault.chunk();
        dsl.insertInto(FAULTS)
                .set(FAULTS.ID, UUID.randomUUID().toString())
                .set(FAULTS.KIND, fault.kind().name())
                .set(FAULTS.WORKER_ID, fault.worker().value())
                .set(FAULTS.JOB_ID, chunk == null ? null : chunk.job().value())
                .set(FAULTS.CHUNK, chunk == null ? null : chunk.index())
                .set(FAULTS.ACTION, fault.action())
                .set(FAULTS.STORY, fault.story())
                .set(FAULTS.AT, fault.at())
                .execute();
    }
}
