package org.distributedbrain.worker;

import org.distributedbrain.job.BadInput;
import org.distributedbrain.wire.CleanText;
import org.distributedbrain.wire.WorkerMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop of the computing thread of one connection: the oldest ready task, its result to the outbox, the next. */
final class ComputeLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ComputeLoop.class);

    private final WorkTable table;
    private final Outbox outbox;
    private final ComputePool compute;
    private final OffHeapPool pool;
    private final StatusBoard status;

    ComputeLoop(WorkTable table, Outbox outbox, ComputePool compute, OffHeapPool pool, StatusBoard status) {
        this.table = table;
        this.outbox = outbox;
        this.compute = compute;
        this.pool = pool;
        this.status = status;
    }

    /** Runs until the table is closed. */
    void run() {
        try {
            Task task = table.awaitReady();
            while (task != null) {
                status.computing(task.description());
                try {
                    compute(task);
                } finally {
                    table.done(task);
                }
                task = table.pollReady();
                if (task == null) {
                    status.idle();
                    task = table.awaitReady();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void compute(Task task) throws InterruptedException {
        outbox.text(new WorkerMessage.TaskStarted(task.id()));
        OffHeapPool.Piece result = null;
        try {
            long start = System.nanoTime();
            result = pool.take(task.resultBytes());
            if (task.compute(compute, pool, result.values()) && !task.isCancelled()) {
                outbox.result(task.id(), (System.nanoTime() - start) / 1e6, result);
                result = null;
            }
        } catch (OffHeapPool.OutOfMemory e) {
            fail(task, "out_of_memory", e.getMessage());
        } catch (BadInput e) {
            fail(task, "unsupported", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Computing {} failed", task.description(), e);
            fail(task, "internal", e.getMessage());
        } finally {
            if (result != null) {
                pool.giveBack(result);
            }
        }
    }

    private void fail(Task task, String reason, @Nullable String text) {
        outbox.text(
                new WorkerMessage.TaskFailed(task.id(), reason, CleanText.shortened(text == null ? "" : text, 500)));
    }
}
