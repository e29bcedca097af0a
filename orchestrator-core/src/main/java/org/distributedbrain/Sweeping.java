package org.distributedbrain;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tidies up at the start and then every few minutes, on a thread of its own. */
final class Sweeping implements AutoCloseable {
    private static final long EVERY_MINUTES = 10;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sweeping").factory());

    Sweeping(Runnable sweep) {
        thread.scheduleWithFixedDelay(sweep, 0, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    /** Waits for what is under way. */
    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
