package org.distributedbrain.flow;

import java.time.Duration;

/** How long somebody rests who failed again: twice as long each time, up to five minutes. */
final class Backoff {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Backoff() {}

    /** The rest after the {@code times}-th failure in a row, {@code times ≥ 1}, when the first one costs {@code first}. */
    static Duration after(int times, Duration first) {
        Duration rest = first.multipliedBy(1L << Math.min(times - 1, 16));
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }
}
