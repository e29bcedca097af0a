package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.ATTEMPTS;

import java.util.List;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.publish.Busy;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.Micros;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Attempts at chunks as rows. */
final class AttemptRows {
    private static final List<Field<?>> COLUMNS = List.of(
            ATTEMPTS.JOB_ID,
            ATTEMPTS.TASK,
            ATTEMPTS.CHUNK,
            ATTEMPTS.WORKER_ID,
            ATTEMPTS.READY_US,
            ATTEMPTS.SENT_US,
            ATTEMPTS.STARTED_US,
            ATTEMPTS.COMPUTED_US,
            ATTEMPTS.RETURNED_US,
            ATTEMPTS.CHECKED_US,
            ATTEMPTS.ENDED_US,
            ATTEMPTS.OUTCOME,
            ATTEMPTS.BYTES_OUT,
            ATTEMPTS.BYTES_IN,
            ATTEMPTS.COMPUTE_MS,
            ATTEMPTS.MERGED,
            ATTEMPTS.SENDING_BUSY_US,
            ATTEMPTS.COMPUTING_BUSY_US,
            ATTEMPTS.RETURNING_BUSY_US,
            ATTEMPTS.VERIFYING_BUSY_US,
            ATTEMPTS.FAULT_BUSY_US);

    private final DSLContext dsl;

    AttemptRows(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** One statement for all. An attempt that is there already stays as it is: telemetry must not keep facts from being stored. */
    void insert(List<Attempt> attempts) {
        execute(attempts.stream().map(attempt -> values(attempt, 1, null)).toArray(Object[][]::new));
    }

    void insertMerged(List<Execution> executions) {
        execute(executions.stream()
                .map(execution -> values(execution.attempt(), execution.merged(), execution.busy()))
                .toArray(Object[][]::new));
    }

    private void execute(@Nullable Object[][] rows) {
        if (rows.length > 0) {
            dsl.batch(dsl.insertInto(ATTEMPTS)
                            .columns(COLUMNS)
                            .values(new Object[COLUMNS.size()])
                            .onConflictDoNothing())
                    .bind(rows)
                    .execute();
        }
    }

    /** In the order of {@link #COLUMNS}. */
    private static @Nullable Object[] values(Attempt attempt, int merged, @Nullable Busy busy) {
        return new @Nullable Object[] {
            attempt.chunk().job().value(),
            attempt.task().value(),
            attempt.chunk().index(),
            attempt.worker().value(),
            Micros.of(attempt.readyAt()),
            Micros.of(attempt.sentAt()),
            Micros.orNull(attempt.startedAt()),
            Micros.orNull(attempt.computedAt()),
            Micros.orNull(attempt.returnedAt()),
            Micros.orNull(attempt.checkedAt()),
            Micros.of(attempt.endedAt()),
            attempt.outcome().name(),
            attempt.bytesOut(),
            attempt.bytesIn(),
            attempt.computeMs(),
            merged,
            busy == null ? null : busy.sending(),
            busy == null ? null : busy.computing(),
            busy == null ? null : busy.returning(),
            busy == null ? null : busy.verifying(),
            busy == null ? null : busy.fault()
        };
    }
}
