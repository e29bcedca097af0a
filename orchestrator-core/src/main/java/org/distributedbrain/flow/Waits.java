package org.distributedbrain.flow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long one worker waited for operands, and this computer for its values: each moment counts once, whatever else is under way meanwhile. */
final class Waits {
    private Instant countedOut = Instant.MIN;
    private Instant countedIn = Instant.MIN;

    /** A chunk's operands are there. @return milliseconds that the worker waited for them alone */
    double started(Instant sentAt, Instant now) {
        double waited = millis(sentAt, countedOut, now);
        countedOut = now;
        return waited;
    }

    /** While it computed, it did not wait. */
    void computed(Instant now) {
        countedOut = now;
    }

    /** A chunk's values are there. @return milliseconds that they alone were under way; 0 when nobody told when they began to be */
    double returned(@Nullable Instant computedAt, Instant now) {
        double waited = computedAt == null ? 0 : millis(computedAt, countedIn, now);
        countedIn = now;
        return waited;
    }

    private static double millis(Instant from, Instant counted, Instant now) {
        return Math.max(0, Lease.millis(from.isAfter(counted) ? from : counted, now));
    }
}
