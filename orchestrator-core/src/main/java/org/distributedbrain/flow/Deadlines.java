package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Pace;

/**
 * How long a task may take. Tasks are computed in the order they come, so only a worker's oldest one has a deadline, counted from the moment it
 * became the oldest: from the worker's own speed where that was measured, and from the slowest device that is waited for where not.
 */
final class Deadlines {
    /** What every task of a worker with a known speed may take beyond it: a moment of another program, a tab that wakes up. */
    static final Duration SLACK = Duration.ofSeconds(5);

    /** So many times what it should take: devices grow hot and share what they have. */
    private static final double FACTOR = 4;

    /** What a quiet moment told of a link counts up to this much: it may be shared with others by now. */
    private static final double FASTEST_BYTES_A_SECOND = 20e6;

    /** What every task may take, whatever its size, on a device that is not known: a phone in a pocket wakes slowly. */
    private static final Duration ALLOWED = Duration.ofSeconds(60);

    /** The slowest link and the slowest device that are still waited for. */
    private static final double SLOWEST_BYTES_A_SECOND = 250e3;

    private static final double SLOWEST_OPERATIONS_A_SECOND = 100e6;

    /** The longest that anything is waited for. */
    private static final double MOST_SECONDS = 7 * 24 * 3_600.0;

    private Deadlines() {}

    /** The tasks that should have been back by now. */
    static List<Lease> overdue(CoreState state, Instant now) {
        long receiving = state.fleet.workers().stream()
                .filter(worker -> worker.leases.values().stream().anyMatch(Deadlines::isTravelling))
                .count();
        List<Lease> overdue = new ArrayList<>();
        for (WorkerRecord worker : state.fleet.workers()) {
            Lease oldest = worker.oldest(now);
            if (oldest != null
                    && worker.oldestSince
                            .plus(allowed(worker, oldest, receiving))
                            .isBefore(now)) {
                overdue.add(oldest);
            }
        }
        return overdue;
    }

    private static boolean isTravelling(Lease lease) {
        return lease.bytesOut > 0 && lease.startedAt == null;
    }

    /** {@code receiving} workers share this computer's way out. Whoever was late already, or whose chunk was, gets more time. */
    static Duration allowed(WorkerRecord worker, Lease lease, long receiving) {
        Chunk chunk = lease.chunk.chunk;
        double most = ALLOWED.toSeconds()
                + (lease.bytesOut + chunk.resultBytes()) / SLOWEST_BYTES_A_SECOND
                + chunk.operations() / SLOWEST_OPERATIONS_A_SECOND;
        Pace pace = worker.pace();
        double seconds = most;
        if (pace != null && !chunk.operands().isEmpty()) {
            double expected = pace.overheadMs() / 1e3
                    + Math.max(1, receiving) * lease.bytesOut / rate(pace.outBytesPerSecond())
                    + chunk.operations() / pace.operationsPerSecond()
                    + chunk.resultBytes() / rate(pace.inBytesPerSecond());
            int late = Math.min(worker.overdueInARow + lease.chunk.failures, 10);
            seconds = Math.min(most, (SLACK.toSeconds() + FACTOR * expected) * (1 << late));
        }
        // A speed that is no number, or nothing, allows the most.
        double bounded = seconds >= 0 ? Math.min(seconds, MOST_SECONDS) : Math.min(most, MOST_SECONDS);
        return Duration.ofMillis((long) (1e3 * bounded));
    }

    private static double rate(double bytesPerSecond) {
        return Math.min(bytesPerSecond, FASTEST_BYTES_A_SECOND);
    }
}
