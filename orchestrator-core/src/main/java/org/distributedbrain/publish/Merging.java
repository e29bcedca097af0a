package org.distributedbrain.publish;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Merges executions of one job that were handed out to the same worker in the same stretch of time and had the same outcome. Counts, bytes,
 * compute time and the first and last moment stay what they were; one that stays alone is not touched. It remembers one stretch of one worker,
 * however many come.
 */
public final class Merging {
    private static final int KINDS = SpanKind.values().length;

    /** What has been merged of one outcome. */
    private static final class Group {
        private Execution sum;
        private Busy busy;

        Group(Execution first, Busy busy) {
            this.sum = first;
            this.busy = busy;
        }

        void add(Execution next, Busy nextBusy) {
            Attempt a = sum.attempt();
            Attempt b = next.attempt();
            boolean inOrder = a.task().value() < b.task().value();
            busy = busy.plus(nextBusy);
            Attempt both = new Attempt(
                    inOrder ? a.task() : b.task(),
                    inOrder ? a.chunk() : b.chunk(),
                    a.worker(),
                    earlier(a.readyAt(), b.readyAt()),
                    earlier(a.sentAt(), b.sentAt()),
                    null,
                    null,
                    null,
                    null,
                    a.endedAt().isAfter(b.endedAt()) ? a.endedAt() : b.endedAt(),
                    a.outcome(),
                    a.bytesOut() + b.bytesOut(),
                    a.bytesIn() + b.bytesIn(),
                    a.computeMs() + b.computeMs());
            sum = new Execution(both, sum.workerName(), sum.merged() + next.merged(), busy);
        }

        private static Instant earlier(Instant x, Instant y) {
            return x.isBefore(y) ? x : y;
        }
    }

    private final long first;
    private final long width;
    private final Consumer<Execution> out;
    private final Map<Outcome, Group> groups = new EnumMap<>(Outcome.class);
    private final long[] covered = new long[KINDS];
    private @Nullable WorkerId worker;
    private long stretch;
    private long computedBefore = Long.MIN_VALUE;

    /**
     * @param first where the first stretch begins
     * @param micros how long each is, in microseconds
     * @param out takes what comes of it
     */
    public Merging(Instant first, long micros, Consumer<Execution> out) {
        this.first = Micros.of(first);
        this.width = Math.max(1, micros);
        this.out = out;
    }

    /** The next one: ordered by worker, and those of a worker by when they were handed out. */
    public void add(Execution next) {
        Attempt attempt = next.attempt();
        long at = Math.floorDiv(Micros.of(attempt.sentAt()) - first, width);
        boolean sameWorker = attempt.worker().equals(worker);
        if (!sameWorker || at != stretch) {
            flush();
            stretch = at;
        }
        if (!sameWorker) {
            worker = attempt.worker();
            computedBefore = Long.MIN_VALUE;
            Arrays.fill(covered, Long.MIN_VALUE);
        }
        Busy busy = busy(next);
        Group group = groups.get(attempt.outcome());
        if (group == null) {
            groups.put(attempt.outcome(), new Group(next, busy));
        } else {
            group.add(next, busy);
        }
    }

    /** How long it added to each phase of its worker: what an earlier one covered counts once. */
    private Busy busy(Execution next) {
        if (next.busy() != null) {
            return next.busy();
        }
        long[] micros = new long[KINDS];
        for (Phase phase : Phase.of(next.attempt(), computedBefore)) {
            int kind = phase.kind().ordinal();
            micros[kind] += Math.max(0, phase.to() - Math.max(phase.from(), covered[kind]));
            covered[kind] = Math.max(covered[kind], phase.to());
        }
        Long computed = Micros.orNull(next.attempt().computedAt());
        computedBefore = computed == null ? computedBefore : Math.max(computedBefore, computed);
        return Busy.of(micros);
    }

    /** Hands out what is left. */
    public void flush() {
        groups.values().forEach(group -> out.accept(group.sum));
        groups.clear();
    }
}
