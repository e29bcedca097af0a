package org.distributedbrain.bench;

import java.io.IOException;
import java.time.Duration;
import org.distributedbrain.wire.ServerMessage.ComputeTask;
import org.distributedbrain.wire.ServerMessage.RegistrationAck;
import org.jspecify.annotations.Nullable;

/** Brings zero workers back with their identity whenever they lose the orchestrator, as real workers do, and notes when work comes. */
final class Comebacks implements ZeroEvents {
    private static final long AGAIN_MILLIS = 50;

    private @Nullable ZeroFleet fleet;
    private Conduct conduct = Conduct.PROMPT;
    private long firstTask;
    private volatile boolean stopped;

    synchronized void watch(ZeroFleet fleet, Conduct conduct) {
        this.fleet = fleet;
        this.conduct = conduct;
    }

    @Override
    public synchronized void taskCame(ZeroWorker worker, ComputeTask task, long nanos) {
        if (firstTask == 0) {
            firstTask = nanos;
            notifyAll();
        }
    }

    @Override
    public void closed(ZeroWorker worker, String why) {
        if (!stopped) {
            Thread.startVirtualThread(() -> comeBack(worker.registration()));
        }
    }

    private void comeBack(@Nullable RegistrationAck identity) {
        while (!stopped) {
            try {
                ZeroFleet home;
                Conduct again;
                synchronized (this) {
                    home = fleet;
                    again = conduct;
                }
                if (home != null) {
                    home.add(again, identity);
                }
                return;
            } catch (IOException e) {
                try {
                    Thread.sleep(AGAIN_MILLIS);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    /** Tasks from now on count, earlier ones do not. */
    synchronized void forget() {
        firstTask = 0;
    }

    /** When the first task came, or 0 when none did within {@code patience}. */
    synchronized long awaitTask(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (firstTask == 0 && System.nanoTime() < deadline) {
            wait(100);
        }
        return firstTask;
    }

    void stop() {
        stopped = true;
    }
}
