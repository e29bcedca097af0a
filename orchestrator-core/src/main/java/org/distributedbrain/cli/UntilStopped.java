package org.distributedbrain.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command run until the system asks it to stop (SIGTERM, or Ctrl-C), then close in peace and end with status 0. Java itself would
 * end with 143 or 130.
 */
final class UntilStopped implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");

    UntilStopped() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void await() throws InterruptedException {
        asked.await();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Everything is closed. */
    @Override
    public void close() {
        closed.countDown();
        if (!isAsked()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void stop() {
        asked.countDown();
        try {
            var inTime = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().halt(inTime ? ExitStatus.DONE : ExitStatus.JOB_FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
