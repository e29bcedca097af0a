package org.distributedbrain.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to connect again (docs/protocol.md §7). An orchestrator that was stopped or killed is usually back within moments: a quarter of a second,
 * half of one, then every second for a minute, then doubling to 30 s. One that sent this worker away for a while: one second, doubling to
 * 30 s. A random part keeps a fleet from coming in step.
 */
final class Comeback {
    private static final long FIRST_MS = 250;
    private static final long SECOND_MS = 1_000;
    private static final long MOST_MS = 30_000;

    /** With the two before the first whole second: tries until a minute has passed. */
    private static final int QUICK = 61;

    private final RandomGenerator random;
    private int failures;

    Comeback(RandomGenerator random) {
        this.random = random;
    }

    /** The next pause: the base time of this attempt and up to a quarter of it more or less. @param soon whether it may be over at once */
    Duration next(boolean soon) {
        failures++;
        long base = soon ? soon(failures) : doubled(SECOND_MS, failures - 1);
        return Duration.ofMillis((long) (base * (0.75 + random.nextDouble() / 2)));
    }

    private static long soon(int failures) {
        return failures <= QUICK
                ? Math.min(SECOND_MS, FIRST_MS << Math.min(failures - 1, 2))
                : doubled(SECOND_MS, failures - QUICK);
    }

    private static long doubled(long ms, int times) {
        return Math.min(MOST_MS, ms << Math.min(times, 10));
    }

    /** A connection lasted: begin again with the shortest pause. */
    void reset() {
        failures = 0;
    }
}
