package org.distributedbrain.flow;

import static org.distributedbrain.flow.Lease.millis;

import java.time.Instant;
import org.distributedbrain.job.Pace;
import org.jspecify.annotations.Nullable;

/**
 * How fast one worker is, from the tasks it returned. With a window above one a task waits for the one before it, so the time from its sending to
 * its start holds queueing: bytes are timed from the moment the bytes before them had arrived, and only where the worker waited for them.
 */
final class PaceMeter {
    private static final double UNMEASURED_OVERHEAD_MS = 1;

    /** Fewer bytes say more of the way there than of its width. */
    private static final long TELLING_BYTES = 64L << 10;

    /** A task that began this shortly after the one before it ended had its operands already. */
    private static final double AT_ONCE_MS = 0.25;

    /** The weight of one task's overhead in the moving average. */
    private static final double NEWEST = 0.125;

    /** What is left of the overhead believed in after a task that was there before the worker had time for it. */
    private static final double THERE_IN_TIME = 0.97;

    /** Messages may come so much later than they were sent, and a worker may take so long to turn round. */
    private static final double JITTER_MS = 20;

    /** A clock is believed down to this part of the time that passed here. */
    private static final double MOST_IDLE = 4;

    private final MovingRate operations;
    private final MovingRate out;
    private final MovingRate in;
    private double overheadMs;
    private @Nullable Instant lastStarted;
    private @Nullable Instant lastComputed;
    private @Nullable Pace pace;

    /** @param before how fast it was when it was here last, or null */
    PaceMeter(@Nullable Pace before) {
        operations = before == null ? new MovingRate() : new MovingRate(before.operationsPerSecond());
        out = before == null ? new MovingRate() : new MovingRate(before.outBytesPerSecond());
        in = before == null ? new MovingRate() : new MovingRate(before.inBytesPerSecond());
        overheadMs = before == null ? Double.NaN : before.overheadMs();
        pace = before;
    }

    /** The worker's speed, or null while nothing was measured. */
    @Nullable Pace pace() {
        Pace current = pace;
        if (current == null && operations.known()) {
            current = new Pace(
                    operations.perSecond(0),
                    out.perSecond(Pace.UNTIMED_BYTES_A_SECOND),
                    in.perSecond(Pace.UNTIMED_BYTES_A_SECOND),
                    Double.isNaN(overheadMs) ? UNMEASURED_OVERHEAD_MS : overheadMs);
            pace = current;
        }
        return current;
    }

    /** The last byte of the task's result is here. To be called in the order in which one worker returns its tasks. */
    void returned(Lease lease, Links links) {
        Instant started = lease.startedAt;
        Instant computed = lease.computedAt;
        Instant returned = lease.returnedAt;
        if (started == null || computed == null || returned == null) {
            return; // it came in an order that says nothing
        }
        pace = null;
        if (!lease.chunk.chunk.operands().isEmpty()) { // what others take is not known before they are done
            operations.add(lease.chunk.chunk.operations(), computeMs(lease, started, computed) / 1e3);
        }
        double inMs = millis(computed, returned);
        in.add(lease.chunk.chunk.resultBytes(), inMs / 1e3);
        links.in.add(computed, returned, lease.chunk.chunk.resultBytes());
        boolean waited = lastComputed == null || millis(lastComputed, started) > AT_ONCE_MS;
        boolean queued = lastStarted != null && lastStarted.isAfter(lease.sentAt);
        if (waited) {
            Instant began = queued && lastStarted != null ? lastStarted : lease.sentAt;
            arrived(lease, began, started, links);
        }
        if (waited && !queued && lease.bytesOut < TELLING_BYTES) {
            turnaround(lease, started, computed);
        } else if (!waited && queued && overheadMs > UNMEASURED_OVERHEAD_MS) {
            // It cannot be seen how much too large it is; once it is too small, workers wait for tasks again, and those
            // are timed.
            overheadMs = Math.max(UNMEASURED_OVERHEAD_MS, THERE_IN_TIME * overheadMs);
        }
        lastStarted = started;
        lastComputed = computed;
    }

    /**
     * What is believed of the time that the worker says it computed. It cannot have been more than it had the task, which {@link Monitor} sees
     * to; and where the task was with it, ready to be computed, for much longer, it is not believed to have done nothing most of the time: who
     * seems faster than it is would be waited for while others have nothing to do.
     */
    private double computeMs(Lease lease, Instant started, Instant computed) {
        Instant before = lastComputed;
        boolean wasThere = before != null
                && lease.bytesOut == 0
                && millis(lease.sentAt, before) > (Double.isNaN(overheadMs) ? UNMEASURED_OVERHEAD_MS : overheadMs);
        Instant begin = before != null && (wasThere || before.isAfter(started)) ? before : started;
        return Math.max(lease.computeMs, (millis(begin, computed) - JITTER_MS) / MOST_IDLE);
    }

    private void arrived(Lease lease, Instant began, Instant started, Links links) {
        if (lease.bytesOut >= TELLING_BYTES) {
            double ms = millis(began, started);
            double ofWhichLatency = Math.min(Double.isNaN(overheadMs) ? 0 : overheadMs, ms / 2);
            out.add(lease.bytesOut, (ms - ofWhichLatency) / 1e3);
            links.out.add(began, started, lease.bytesOut);
        }
    }

    /** What is neither bytes nor arithmetic: the way there and back, and the worker's own turning round. */
    private void turnaround(Lease lease, Instant started, Instant computed) {
        double bytesMs = 1e3 * lease.bytesOut / out.perSecond(Pace.UNTIMED_BYTES_A_SECOND);
        double there = Math.max(0, millis(lease.sentAt, started) - bytesMs);
        double within = Math.max(0, millis(started, computed) - lease.computeMs);
        double ms = there + within;
        overheadMs =
                Double.isNaN(overheadMs) ? ms : overheadMs + NEWEST * (Math.min(ms, 4 * overheadMs + 1) - overheadMs);
    }
}
