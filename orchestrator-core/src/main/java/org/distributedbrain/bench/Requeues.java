package org.distributedbrain.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.wire.ServerMessage.ComputeTask;

/** Notes what each worker has, closes sockets, and times how soon another worker hears of what was lost. */
final class Requeues implements ZeroEvents {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private record At(ZeroWorker worker, String chunk) {}

    private final Map<TaskId, At> outstanding = new HashMap<>();
    private final Map<String, Long> missing = new HashMap<>();
    private final Samples times = new Samples();

    @Override
    public synchronized void taskCame(ZeroWorker worker, ComputeTask task, long nanos) {
        String chunk = task.job() + "/" + task.chunk();
        outstanding.put(task.task(), new At(worker, chunk));
        Long since = missing.remove(chunk);
        if (since != null) {
            times.add((nanos - since) / 1e6);
        }
        notifyAll();
    }

    @Override
    public synchronized void resultLeft(ZeroWorker worker, TaskId task, long nanos) {
        outstanding.remove(task);
    }

    @Override
    public synchronized void closed(ZeroWorker worker, String why) {
        long now = System.nanoTime();
        outstanding.values().removeIf(at -> {
            if (at.worker == worker) {
                missing.put(at.chunk, now);
            }
            return at.worker == worker;
        });
        notifyAll();
    }

    /** Closes the worker's socket; its chunks are missing from that moment on. */
    synchronized void kill(ZeroWorker worker) throws InterruptedException {
        worker.kill();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (missing.isEmpty() && System.nanoTime() < deadline && worker.isOpen()) {
            wait(100);
        }
    }

    synchronized void awaitTasks() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (outstanding.isEmpty() && System.nanoTime() < deadline) {
            wait(100);
        }
    }

    /** Returns when all that was lost is under way again; what is not within seconds stays out of the figures but not out of sight. */
    synchronized void awaitNoneMissing() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!missing.isEmpty() && System.nanoTime() < deadline) {
            wait(100);
        }
        missing.forEach((chunk, since) -> times.add((System.nanoTime() - since) / 1e6));
        missing.clear();
    }

    synchronized Samples samples() {
        return times;
    }
}
