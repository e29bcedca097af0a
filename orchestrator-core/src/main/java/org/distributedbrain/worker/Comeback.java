package org.distributedbrain.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When to connect again (docs/protocol.md §7): after 1 s, then doubling to 30 s at most, with a random part, so that a fleet does not come at once. */
final class Comeback {
    private static final long FIRST_MS = 1_000;
    private static final long MOST_MS = 30_000;

    private final RandomGenerator random;
    private int failures;

    Comeback(RandomGenerator random) {
        this.random = random;
    }

    /** The next pause: the base time of this attempt plus up to a quarter of it. */
    Duration next() {
        long base = Math.min(MOST_MS, FIRST_MS << Math.min(failures, 10));
        failures++;
        return Duration.ofMillis(Math.min(MOST_MS, base + random.nextLong(base / 4)));
    }

    /** A connection worked: begin again with the shortest pause. */
    void reset() {
        failures = 0;
    }
}
