package org.distributedbrain.loop;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The wall clock, but it never stands still and never goes back: when the wall clock is set back, this one goes on at half its pace until it
 * is caught up with. Otherwise deadlines, ticks and retries would wait for as long as the clock was set back. Safe from any thread.
 */
public final class SteadyClock implements InstantSource {
    private final InstantSource wall;
    private final LongSupplier nanos;
    private Instant last;
    private long lastNanos;

    /** {@code nanos} only ever grows, as {@link System#nanoTime} does. */
    public SteadyClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.last = wall.instant();
        this.lastNanos = nanos.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        long now = nanos.getAsLong();
        Instant steady = last.plusNanos((now - lastNanos) / 2);
        Instant told = wall.instant();
        last = told.isAfter(steady) ? told : steady;
        lastNanos = now;
        return last;
    }
}
