package org.distributedbrain.loop;

import java.time.Duration;
import java.util.function.LongConsumer;

/** Whether the loop still turns, and how long its turns take. Written by the loop, read by anyone. */
public final class Pulse {
    private volatile long turnedNanos = System.nanoTime();
    private volatile long longestNanos;
    private volatile LongConsumer listener = nanos -> {};

    /** A turn is over that had something to do for so long. */
    void turned(long nanos) {
        turnedNanos = System.nanoTime();
        longestNanos = Math.max(longestNanos, nanos);
        listener.accept(nanos);
    }

    /** It turns several times a second even when there is nothing to do: true when it did not for so long. */
    public boolean isStuck(Duration limit) {
        return System.nanoTime() - turnedNanos > limit.toNanos();
    }

    /** How long its longest turn was since it started: for so long nothing else was decided. */
    public Duration longestTurn() {
        return Duration.ofNanos(longestNanos);
    }

    /** {@code turn} is told each turn's length in nanoseconds, on the loop's thread; it must be short. */
    public void listen(LongConsumer turn) {
        listener = turn;
    }
}
