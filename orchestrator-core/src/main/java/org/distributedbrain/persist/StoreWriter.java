package org.distributedbrain.persist;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.persist.JobStore.StoreException;

/**
 * The one thread that commits. Everything that waits when it gets its turn becomes one transaction, so that under load many batches share
 * one write to the disk. It does not own the store.
 *
 * <p>Futures complete on this thread, once the facts are durable: what is hung on them must be short and must not wait for this thread.
 */
public final class StoreWriter implements AutoCloseable {
    private static final int BATCHES_WAITING = 1_024;

    private record Batch(List<Fact> facts, CompletableFuture<Void> done) {}

    /** Tells the thread that nothing follows. */
    private static final Batch LAST = new Batch(List.of(), new CompletableFuture<>());

    private final JobStore store;
    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(BATCHES_WAITING);
    private final Thread thread;
    private boolean closed;

    private StoreWriter(JobStore store) {
        this.store = store;
        this.thread = Thread.ofPlatform().name("store-writer").unstarted(this::run);
    }

    public static StoreWriter start(JobStore store) {
        StoreWriter writer = new StoreWriter(store);
        writer.thread.start();
        return writer;
    }

    /**
     * Hands facts over to be committed, after all that were handed over before. Waits only while {@value #BATCHES_WAITING} batches wait
     * already. The future fails with a {@link StoreException} when the facts could not be stored; then none of them is.
     */
    public CompletableFuture<Void> write(List<Fact> facts) {
        Batch batch = new Batch(List.copyOf(facts), new CompletableFuture<>());
        try {
            enqueue(batch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            batch.done.completeExceptionally(new StoreException("Storing was interrupted: nothing was stored.", e));
        }
        return batch.done;
    }

    private synchronized void enqueue(Batch batch) throws InterruptedException {
        if (closed) {
            batch.done.completeExceptionally(
                    new StoreException("The orchestrator is closing: nothing more is stored.", null));
            return;
        }
        queue.put(batch);
    }

    private void run() {
        List<Batch> taken = new ArrayList<>();
        boolean more = true;
        while (more) {
            try {
                taken.add(queue.take());
            } catch (InterruptedException e) {
                continue; // only close() ends this thread: what was handed over is committed
            }
            queue.drainTo(taken);
            more = !taken.remove(LAST);
            if (!taken.isEmpty()) {
                commit(taken);
                taken.clear();
                store.tidy();
            }
        }
    }

    /** When a shared transaction fails each batch gets its own, so that one that cannot be stored does not take others with it. */
    private void commit(List<Batch> batches) {
        try {
            store.commit(batches.stream().flatMap(batch -> batch.facts.stream()).toList());
            batches.forEach(batch -> batch.done.complete(null));
        } catch (RuntimeException | Error e) { // whatever it is, nobody may wait for a future that never completes
            if (batches.size() == 1) {
                batches.getFirst().done.completeExceptionally(asStoreException(e));
            } else {
                batches.forEach(batch -> commit(List.of(batch)));
            }
        }
    }

    private static StoreException asStoreException(Throwable e) {
        return e instanceof StoreException failure
                ? failure
                : new StoreException("The facts could not be stored: " + e + ".", e);
    }

    /** Commits what was handed over so far and ends the thread. */
    @Override
    public void close() {
        try {
            synchronized (this) {
                if (!closed) {
                    closed = true;
                    queue.put(LAST);
                }
            }
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
