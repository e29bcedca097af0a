package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.ATTEMPTS;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.distributedbrain.job.Attempt;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Attempts at chunks as rows. */
final class AttemptRows {
    private final DSLContext dsl;

    AttemptRows(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** An attempt that is there already stays as it is: telemetry must not keep facts from being stored. */
    void insert(Attempt attempt) {
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
                .onConflictDoNothing()
                .execute();
    }

    private static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
