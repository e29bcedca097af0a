package org.distributedbrain.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * What one execution or running task contributes to its worker's lane.
 *
 * @param merged how long merged attempts were in each phase; then there are no {@code phases}
 * @param lost whether the worker was gone when it ended
 * @param attempts how many ended with it; 0 while it runs
 */
record Piece(
        TaskId task,
        ChunkId chunk,
        long ready,
        long from,
        long to,
        List<Phase> phases,
        @Nullable Busy merged,
        boolean lost,
        int attempts,
        int faults) {

    /** Those of one worker, in the order in which they begin. {@code now} is where those that run have come to. */
    static List<Piece> of(List<Execution> executions, List<RunningTask> running, long now) {
        List<Piece> pieces = new ArrayList<>(executions.size() + running.size());
        List<Execution> ended = executions.stream()
                .sorted(Comparator.comparing(
                                (Execution execution) -> execution.attempt().sentAt())
                        .thenComparing(execution -> execution.attempt().task().value()))
                .toList();
        long computedBefore = Long.MIN_VALUE;
        for (Execution execution : ended) {
            pieces.add(of(execution, computedBefore));
            computedBefore = Math.max(computedBefore, computedAt(execution));
        }
        for (RunningTask task : running) {
            long sent = Micros.of(task.sentAt());
            long until = Math.max(now, sent);
            List<Phase> phases = Phase.of(
                    sent, task.startedAt(), task.computedAt(), task.returnedAt(), until, 0, null, computedBefore);
            pieces.add(new Piece(
                    task.task(), task.chunk(), Micros.of(task.readyAt()), sent, until, phases, null, false, 0, 0));
            Long computed = Micros.orNull(task.computedAt());
            computedBefore = computed == null ? computedBefore : Math.max(computedBefore, computed);
        }
        pieces.sort(Comparator.comparingLong(Piece::from));
        return pieces;
    }

    private static Piece of(Execution execution, long computedBefore) {
        Attempt attempt = execution.attempt();
        return new Piece(
                attempt.task(),
                attempt.chunk(),
                Micros.of(attempt.readyAt()),
                Micros.of(attempt.sentAt()),
                Micros.of(attempt.endedAt()),
                execution.busy() == null ? Phase.of(attempt, computedBefore) : List.of(),
                execution.busy(),
                attempt.outcome() == Attempt.Outcome.LOST,
                execution.merged(),
                Phase.isFault(attempt.outcome()) ? execution.merged() : 0);
    }

    /** How much of what merged attempts did of this kind was done by {@code at}: evenly spread, and all of it at the end. */
    long mergedUntil(SpanKind kind, long at) {
        return merged == null || to == from ? 0 : (long) (merged.of(kind) * ((double) (at - from) / (to - from)));
    }

    private static long computedAt(Execution execution) {
        Long computed = Micros.orNull(execution.attempt().computedAt());
        return computed == null ? Long.MIN_VALUE : computed;
    }
}
