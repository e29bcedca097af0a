package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.ATTEMPTS;
import static org.distributedbrain.db.schema.Tables.WORKERS;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Busy;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.Micros;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;

/** Attempts as they are read back. */
final class Executions {
    private Executions() {}

    /** Those of a job with task numbers above {@code after}, in that order. */
    static List<Execution> page(DSLContext dsl, JobId job, long after, int limit) {
        return all(dsl).where(ATTEMPTS.JOB_ID.eq(job.value()).and(ATTEMPTS.TASK.gt(after)))
                .orderBy(ATTEMPTS.TASK)
                .limit(limit)
                .fetch(Executions::execution);
    }

    /** Those of a job of which anything lies between the two moments. */
    static List<Execution> within(DSLContext dsl, JobId job, Instant from, Instant to) {
        return all(dsl).where(ATTEMPTS.JOB_ID.eq(job.value()))
                .and(ATTEMPTS.ENDED_US.ge(Micros.of(from)))
                .and(ATTEMPTS.SENT_US.le(Micros.of(to)))
                .fetch(Executions::execution);
    }

    static SelectOnConditionStep<Record> all(DSLContext dsl) {
        return dsl.select(ATTEMPTS.fields())
                .select(WORKERS.NAME)
                .from(ATTEMPTS)
                .leftJoin(WORKERS)
                .on(WORKERS.ID.eq(ATTEMPTS.WORKER_ID));
    }

    static Execution execution(Record row) {
        Attempt attempt = new Attempt(
                new TaskId(row.get(ATTEMPTS.TASK)),
                new ChunkId(new JobId(row.get(ATTEMPTS.JOB_ID)), row.get(ATTEMPTS.CHUNK)),
                new WorkerId(row.get(ATTEMPTS.WORKER_ID)),
                Micros.instant(row.get(ATTEMPTS.READY_US)),
                Micros.instant(row.get(ATTEMPTS.SENT_US)),
                Micros.instantOrNull(row.get(ATTEMPTS.STARTED_US)),
                Micros.instantOrNull(row.get(ATTEMPTS.COMPUTED_US)),
                Micros.instantOrNull(row.get(ATTEMPTS.RETURNED_US)),
                Micros.instantOrNull(row.get(ATTEMPTS.CHECKED_US)),
                Micros.instant(row.get(ATTEMPTS.ENDED_US)),
                Attempt.Outcome.valueOf(row.get(ATTEMPTS.OUTCOME)),
                row.get(ATTEMPTS.BYTES_OUT),
                row.get(ATTEMPTS.BYTES_IN),
                row.get(ATTEMPTS.COMPUTE_MS));
        Busy busy = row.get(ATTEMPTS.COMPUTING_BUSY_US) == null
                ? null
                : new Busy(
                        row.get(ATTEMPTS.COMPUTING_BUSY_US),
                        row.get(ATTEMPTS.FAULT_BUSY_US),
                        row.get(ATTEMPTS.RETURNING_BUSY_US),
                        row.get(ATTEMPTS.SENDING_BUSY_US),
                        row.get(ATTEMPTS.VERIFYING_BUSY_US),
                        0,
                        0);
        String name = Objects.requireNonNullElse(row.get(WORKERS.NAME), row.get(ATTEMPTS.WORKER_ID));
        return new Execution(attempt, name, row.get(ATTEMPTS.MERGED), busy);
    }
}
