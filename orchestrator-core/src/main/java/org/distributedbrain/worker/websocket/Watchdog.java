package org.distributedbrain.worker.websocket;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** Closes something that takes too long, because a blocking read of a channel knows no time limit. */
final class Watchdog implements AutoCloseable {
    private final Thread thread;

    private Watchdog(Thread thread) {
        this.thread = thread;
    }

    static Watchdog closing(Closeable guarded, Duration after) {
        return new Watchdog(Thread.ofVirtual().name("websocket-watchdog").start(() -> {
            try {
                Thread.sleep(after);
                guarded.close();
            } catch (InterruptedException e) {
                // In time.
            } catch (IOException e) {
                // It is as good as closed.
            }
        }));
    }

    /** It went well: nothing will be closed. */
    void calm() {
        thread.interrupt();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
