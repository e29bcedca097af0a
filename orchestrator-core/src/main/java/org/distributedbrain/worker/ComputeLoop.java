package org.distributedbrain.worker;

import org.distributedbrain.wire.CleanText;
import org.distributedbrain.wire.ServerMessage.ComputeTask;
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
                ComputeTask message = task.message();
                status.computing(
                        message.rows() + "×" + message.inner() + " · " + message.inner() + "×" + message.cols());
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
        ComputeTask message = task.message();
        outbox.text(new WorkerMessage.TaskStarted(message.task()));
        OffHeapPool.Piece result = null;
        boolean complete = false;
        try {
            long start = System.nanoTime();
            result = pool.take(message.resultBytes());
            if (!task.a().make(compute, task::isCancelled) || !task.b().make(compute, task::isCancelled)) {
                return;
            }
            Right b = compute.packs()
                    ? new Right.Packed(task.b().packed(pool, compute))
                    : new Right.RowMajor(task.b().rowMajor(pool));
            complete = compute.multiply(
                    task.a().rowMajor(pool),
                    b,
                    result.values(),
                    message.rows(),
                    message.inner(),
                    message.cols(),
                    task::isCancelled);
            if (complete && !task.isCancelled()) {
                outbox.result(message.task(), (System.nanoTime() - start) / 1e6, result);
                result = null;
            }
        } catch (OffHeapPool.OutOfMemory e) {
            fail(message, "out_of_memory", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error(
                    "A product of {}×{}·{}×{} failed",
                    message.rows(),
                    message.inner(),
                    message.inner(),
                    message.cols(),
                    e);
            fail(message, "internal", e.getMessage());
        } finally {
            if (result != null) {
                pool.giveBack(result);
            }
        }
    }

    private void fail(ComputeTask message, String reason, @Nullable String text) {
        outbox.text(new WorkerMessage.TaskFailed(
                message.task(), reason, CleanText.shortened(text == null ? "" : text, 500)));
    }
}
