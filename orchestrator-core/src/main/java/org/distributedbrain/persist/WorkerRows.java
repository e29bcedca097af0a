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
        addToLeaderboard(profile.id().value(), 0, 0, 1, 0, at);
    }

    /** What one worker gave within a transaction is added up first: many small chunks are one row's change. */
    void credit(List<WorkerCredited> all) {
        Map<WorkerId, List<WorkerCredited>> byWorker = all.stream()
                .collect(Collectors.groupingBy(WorkerCredited::worker, LinkedHashMap::new, Collectors.toList()));
        byWorker.forEach((worker, credits) -> addToLeaderboard(
                worker.value(),
                credits.stream().mapToDouble(WorkerCredited::computeMs).sum(),
                credits.size(),
                0,
                credits.stream().mapToDouble(WorkerCredited::operations).sum(),
                credits.getLast().at()));
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

    void measure(WorkerMeasured measured) {
        dsl.update(WORKERS)
                .set(WORKERS.OPERATIONS_PER_SECOND, measured.pace().operationsPerSecond())
                .set(WORKERS.OUT_BYTES_PER_SECOND, measured.pace().outBytesPerSecond())
                .set(WORKERS.IN_BYTES_PER_SECOND, measured.pace().inBytesPerSecond())
                .set(WORKERS.OVERHEAD_MS, measured.pace().overheadMs())
                .set(WORKERS.MEASURED_AT, measured.at())
                .where(WORKERS.ID.eq(measured.worker().value()))
                .execute();
    }
}
