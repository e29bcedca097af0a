package org.distributedbrain.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.Attempt.Outcome;
import org.jspecify.annotations.Nullable;

/** What was true of one attempt from one moment to a later one, in microseconds since 1970. */
record Phase(SpanKind kind, long from, long to) {
    private static final SpanKind[] ORDER = {
        SpanKind.SENDING, SpanKind.COMPUTING, SpanKind.RETURNING, SpanKind.VERIFYING
    };
    private static final int COMPUTING = 1;

    /**
     * The phases of an attempt, one behind the other; empty ones are left out, and the one in which it came to grief is a {@code FAULT}. A
     * worker computes one task at a time: a task that waits there for the one before does not compute yet.
     *
     * @param outcome null while it is under way; then {@code until} is the present
     * @param until when it ended
     * @param computeMs the worker's own figure, which says when computing began if nothing else does
     * @param computedBefore when the worker was done with the tasks before this one
     */
    static List<Phase> of(
            long sent,
            @Nullable Instant started,
            @Nullable Instant computed,
            @Nullable Instant returned,
            long until,
            double computeMs,
            @Nullable Outcome outcome,
            long computedBefore) {
        Long returnedAt = Micros.orNull(returned);
        Long computedAt = computed == null ? returnedAt : Micros.orNull(computed);
        Long startedAt = Micros.orNull(started);
        if (startedAt == null && computedAt != null) {
            startedAt = Math.clamp(computedAt - Math.round(computeMs * 1e3), sent, computedAt);
        }
        Long[] ends = {startedAt, computedAt, returnedAt, null};
        List<Phase> phases = new ArrayList<>(ORDER.length);
        long at = sent;
        for (int i = 0; i < ORDER.length; i++) {
            Long end = ends[i];
            long to = end == null ? until : end;
            boolean fault = end == null && isFault(outcome);
            boolean waits = i == COMPUTING || (fault && i == 0);
            long from = waits && computedBefore > at && computedBefore <= to ? computedBefore : at;
            if (to > from) {
                phases.add(new Phase(fault ? SpanKind.FAULT : ORDER[i], from, to));
            }
            if (end == null) {
                break;
            }
            at = to;
        }
        return phases;
    }

    static List<Phase> of(Attempt attempt, long computedBefore) {
        return of(
                Micros.of(attempt.sentAt()),
                attempt.startedAt(),
                attempt.computedAt(),
                attempt.returnedAt(),
                Micros.of(attempt.endedAt()),
                attempt.computeMs(),
                attempt.outcome(),
                computedBefore);
    }

    static boolean isFault(@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> false;
            case WRONG, FAILED, OVERDUE, LOST, DISTRUSTED -> true;
            case VERIFIED, SUPERSEDED, CANCELLED -> false;
        };
    }
}
