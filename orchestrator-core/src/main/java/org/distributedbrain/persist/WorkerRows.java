package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.LEADERBOARD;
import static org.distributedbrain.db.schema.Tables.WORKERS;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.distributedbrain.flow.Fact.WorkerCredited;
import org.distributedbrain.flow.Fact.WorkerMeasured;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Workers and what they gave, as rows. */
final class WorkerRows {
    private final DSLContext dsl;

    WorkerRows(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** A worker that no door has identified gets no secret: nobody can come back as it. */
    void enlist(WorkerProfile profile, Instant at) {
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
        addToLeaderboard(new Object[] {profile.id().value(), 0.0, 0, 1, 0.0, at});
    }

    /** What one worker gave within a transaction is added up first: many small chunks are one row's change, and all rows are one statement. */
    void credit(List<WorkerCredited> all) {
        Map<WorkerId, List<WorkerCredited>> byWorker = all.stream()
                .collect(Collectors.groupingBy(WorkerCredited::worker, LinkedHashMap::new, Collectors.toList()));
        addToLeaderboard(byWorker.entrySet().stream()
                .map(each -> {
                    List<WorkerCredited> credits = each.getValue();
                    return new Object[] {
                        each.getKey().value(),
                        credits.stream().mapToDouble(WorkerCredited::computeMs).sum(),
                        credits.size(),
                        0,
                        credits.stream().mapToDouble(WorkerCredited::operations).sum(),
                        credits.getLast().at()
                    };
                })
                .toArray(Object[][]::new));
    }

    /** Each row: worker, computing time, tasks, sessions, operations, all of them to be added, and when. */
    private void addToLeaderboard(Object[]... rows) {
        if (rows.length == 0) {
            return;
        }
        dsl.batch(dsl.insertInto(LEADERBOARD)
                        .columns(
                                LEADERBOARD.WORKER_ID,
                                LEADERBOARD.TOTAL_COMPUTE_MS,
                                LEADERBOARD.TASKS_COMPLETED,
                                LEADERBOARD.SESSIONS_JOINED,
                                LEADERBOARD.OPERATIONS,
                                LEADERBOARD.LAST_SEEN)
                        .values((String) null, null, null, null, null, null)
                        .onConflict(LEADERBOARD.WORKER_ID)
                        .doUpdate()
                        .set(
                                LEADERBOARD.TOTAL_COMPUTE_MS,
                                LEADERBOARD.TOTAL_COMPUTE_MS.plus(DSL.excluded(LEADERBOARD.TOTAL_COMPUTE_MS)))
                        .set(
                                LEADERBOARD.TASKS_COMPLETED,
                                LEADERBOARD.TASKS_COMPLETED.plus(DSL.excluded(LEADERBOARD.TASKS_COMPLETED)))
                        .set(
                                LEADERBOARD.SESSIONS_JOINED,
                                LEADERBOARD.SESSIONS_JOINED.plus(DSL.excluded(LEADERBOARD.SESSIONS_JOINED)))
                        .set(LEADERBOARD.OPERATIONS, LEADERBOARD.OPERATIONS.plus(DSL.excluded(LEADERBOARD.OPERATIONS)))
                        .set(LEADERBOARD.LAST_SEEN, DSL.excluded(LEADERBOARD.LAST_SEEN)))
                .bind(rows)
                .execute();
    }

    /** One statement for all. */
    void measure(List<WorkerMeasured> all) {
        if (all.isEmpty()) {
            return;
        }
        dsl.batch(dsl.update(WORKERS)
                        .set(WORKERS.OPERATIONS_PER_SECOND, (Double) null)
                        .set(WORKERS.OUT_BYTES_PER_SECOND, (Double) null)
                        .set(WORKERS.IN_BYTES_PER_SECOND, (Double) null)
                        .set(WORKERS.OVERHEAD_MS, (Double) null)
                        .set(WORKERS.MEASURED_AT, (Instant) null)
                        .where(WORKERS.ID.eq((String) null)))
                .bind(all.stream()
                        .map(measured -> new Object[] {
                            measured.pace().operationsPerSecond(),
                            measured.pace().outBytesPerSecond(),
                            measured.pace().inBytesPerSecond(),
                            measured.pace().overheadMs(),
                            measured.at(),
                            measured.worker().value()
                        })
                        .toArray(Object[][]::new))
                .execute();
    }
}
