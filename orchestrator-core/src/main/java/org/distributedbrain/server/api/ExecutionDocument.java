package org.distributedbrain.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.distributedbrain.publish.Execution;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a chunk in JSON; or several of one worker that were merged to save room: then {@code task} and {@code chunk} are those of the
 * first, {@code readyAt} and {@code sentAt} the first of them, {@code endedAt} the last, and bytes and milliseconds are sums.
 *
 * @param outcome {@code verified}, {@code superseded}, {@code cancelled}, {@code wrong}, {@code failed}, {@code overdue} or {@code lost}
 * @param computeMs by the worker's own clock
 * @param merged how many attempts it stands for
 */
public record ExecutionDocument(
        long task,
        int chunk,
        String workerId,
        String worker,
        String outcome,
        Instant readyAt,
        Instant sentAt,
        @Nullable Instant startedAt,
        @Nullable Instant computedAt,
        @Nullable Instant returnedAt,
        @Nullable Instant checkedAt,
        Instant endedAt,
        long bytesOut,
        long bytesIn,
        double computeMs,
        int merged) {

    public static ExecutionDocument of(Execution execution) {
        var attempt = execution.attempt();
        return new ExecutionDocument(
                attempt.task().value(),
                attempt.chunk().index(),
                attempt.worker().value(),
                execution.workerName(),
                attempt.outcome().name().toLowerCase(Locale.ROOT),
                attempt.readyAt(),
                attempt.sentAt(),
                attempt.startedAt(),
                attempt.computedAt(),
                attempt.returnedAt(),
                attempt.checkedAt(),
                attempt.endedAt(),
                attempt.bytesOut(),
                attempt.bytesIn(),
                attempt.computeMs(),
                execution.merged());
    }

    /** In the order of their task numbers; {@code next} is the {@code after} of the page that follows, absent on the last. */
    public record Page(
            List<ExecutionDocument> executions, @Nullable Long next) {}
}
