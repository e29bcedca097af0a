package org.distributedbrain.loop;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.distributedbrain.flow.Command;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.JobId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes verified chunks into result files. Everything that waits when it gets its turn is written first and made
 * durable together, so that many small chunks share one wait for the disk.
 */
final class ResultWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultWriter.class);

    private sealed interface Work {}

    private record Store(OpenJob job, Command.StoreChunk command, ReturnedValuesPool.Room values) implements Work {}

    private record Seal(OpenJob job, Command.SealResult command) implements Work {}

    private record Last() implements Work {}

    private final Consumer<Event> replies;
    /** Bounded by the chunks under way. */
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();

    private final Thread thread;

    ResultWriter(Consumer<Event> replies) {
        this.replies = replies;
        this.thread = Thread.ofPlatform().name("result-writer").start(this::run);
    }

    void store(OpenJob job, Command.StoreChunk command, ReturnedValuesPool.Room values) {
        job.use();
        queue.add(new Store(job, command, values));
    }

    void seal(OpenJob job, Command.SealResult command) {
        job.use();
        queue.add(new Seal(job, command));
    }

    private void run() {
        List<Work> batch = new ArrayList<>();
        boolean more = true;
        while (more) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                continue; // only close() ends this thread
            }
            queue.drainTo(batch);
            List<Store> stores = new ArrayList<>();
            for (Work work : batch) {
                switch (work) {
                    case Store store -> stores.add(store);
                    case Seal seal -> seal(seal);
                    case Last last -> more = false;
                }
            }
            store(stores);
            batch.clear();
        }
    }

    private void store(List<Store> stores) {
        List<Store> written = new ArrayList<>();
        for (Store store : stores) {
            attempt(store.command.chunk().id().job(), () -> {
                write(store);
                written.add(store);
            });
            store.values.close();
        }
        Set<OpenJob> forced = new LinkedHashSet<>();
        for (Store store : written) {
            attempt(store.command.chunk().id().job(), () -> {
                if (forced.add(store.job)) {
                    store.job.result().force();
                }
                replies.accept(new Event.ChunkStored(store.command.task()));
            });
        }
        stores.forEach(store -> store.job.unuse());
    }

    private void seal(Seal seal) {
        JobId id = seal.command.job().id();
        attempt(id, () -> {
            seal.job.result().seal();
            replies.accept(new Event.ResultSealed(id));
        });
        seal.job.unuse();
    }

    private static void write(Store store) {
        Chunk chunk = store.command.chunk();
        store.job.result().write(chunk.firstRow(), chunk.rows(), chunk.firstCol(), chunk.cols(), store.values.values());
    }

    private void attempt(JobId job, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            broken(job, e);
        }
    }

    private void broken(JobId job, RuntimeException e) {
        LOG.warn("The result of job {} could not be written", job, e);
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        replies.accept(new Event.JobBroken(job, reason));
    }

    @Override
    public void close() {
        queue.add(new Last());
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
