package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.ATTEMPTS;

import org.distributedbrain.job.Attempt;
import org.distributedbrain.publish.Busy;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.Micros;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Attempts at chunks as rows. */
final class AttemptRows {
    private final DSLContext dsl;

    AttemptRows(DSLContext dsl) {
        this.dsl = dsl;
    }

    void insert(Attempt attempt) {
        insert(attempt, 1, null);
    }

    void insert(Execution execution) {
        insert(execution.attempt(), execution.merged(), execution.busy());
    }

    /** An attempt that is there already stays as it is: telemetry must not keep facts from being stored. */
    private void insert(Attempt attempt, int merged, @Nullable Busy busy) {
        dsl.insertInto(ATTEMPTS)
                .set(ATTEMPTS.JOB_ID, attempt.chunk().job().value())
                .set(ATTEMPTS.TASK, attempt.task().value())
                .set(ATTEMPTS.CHUNK, attempt.chunk().index())
                .set(ATTEMPTS.WORKER_ID, attempt.worker().value())
                .set(ATTEMPTS.READY_US, Micros.of(attempt.readyAt()))
                .set(ATTEMPTS.SENT_US, Micros.of(attempt.sentAt()))
                .set(ATTEMPTS.STARTED_US, Micros.orNull(attempt.startedAt()))
                .set(ATTEMPTS.COMPUTED_US, Micros.orNull(attempt.computedAt()))
                .set(ATTEMPTS.RETURNED_US, Micros.orNull(attempt.returnedAt()))
                .set(ATTEMPTS.CHECKED_US, Micros.orNull(attempt.checkedAt()))
                .set(ATTEMPTS.ENDED_US, Micros.of(attempt.endedAt()))
                .set(ATTEMPTS.OUTCOME, attempt.outcome().name())
                .set(ATTEMPTS.BYTES_OUT, attempt.bytesOut())
                .set(ATTEMPTS.BYTES_IN, attempt.bytesIn())
                .set(ATTEMPTS.COMPUTE_MS, attempt.computeMs())
                .set(ATTEMPTS.MERGED, merged)
                .set(ATTEMPTS.SENDING_BUSY_US, busy == null ? null : busy.sending())
                .set(ATTEMPTS.COMPUTING_BUSY_US, busy == null ? null : busy.computing())
                .set(ATTEMPTS.RETURNING_BUSY_US, busy == null ? null : busy.returning())
                .set(ATTEMPTS.VERIFYING_BUSY_US, busy == null ? null : busy.verifying())
                .set(ATTEMPTS.FAULT_BUSY_US, busy == null ? null : busy.fault())
                .onConflictDoNothing()
                .execute();
    }
}
