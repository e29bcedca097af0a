package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.ATTEMPTS;
import static org.distributedbrain.db.schema.Tables.WORKERS;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.distributedbrain.db.schema.tables.records.AttemptsRecord;
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
        AttemptsRecord stored = row.into(ATTEMPTS);
        Attempt attempt = new Attempt(
                new TaskId(stored.getTask()),
                new ChunkId(new JobId(stored.getJobId()), stored.getChunk()),
                new WorkerId(stored.getWorkerId()),
                Micros.instant(stored.getReadyUs()),
                Micros.instant(stored.getSentUs()),
                Micros.instantOrNull(stored.getStartedUs()),
                Micros.instantOrNull(stored.getComputedUs()),
                Micros.instantOrNull(stored.getReturnedUs()),
                Micros.instantOrNull(stored.getCheckedUs()),
                Micros.instant(stored.getEndedUs()),
                Attempt.Outcome.valueOf(stored.getOutcome()),
                stored.getBytesOut(),
                stored.getBytesIn(),
                stored.getComputeMs());
        Busy busy = stored.getComputingBusyUs() == null
                ? null
                : new Busy(
                        stored.getComputingBusyUs(),
                        stored.getFaultBusyUs(),
                        stored.getReturningBusyUs(),
                        stored.getSendingBusyUs(),
                        stored.getVerifyingBusyUs(),
                        0,
                        0);
        String name = Objects.requireNonNullElse(row.get(WORKERS.NAME), stored.getWorkerId());
        return new Execution(attempt, name, stored.getMerged(), busy);
    }
}
