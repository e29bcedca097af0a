package org.distributedbrain.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.distributedbrain.flow.Command;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.JobId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes verified chunks into result files. What is written is made durable together: when a result is complete, or a
 * few moments after its first chunk, so that many small chunks share one wait for the disk. Only then a chunk is said to be stored.
 */
final class ResultWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultWriter.class);
    private static final Duration GATHER = Duration.ofMillis(50);

    private sealed interface Work {}

    private record Store(OpenJob job, Command.StoreChunk command, ReturnedValuesPool.Room values) implements Work {
        JobId id() {
            return command.chunk().id().job();
        }
    }

    private record Seal(OpenJob job, Command.SealResult command) implements Work {}

    private record Last() implements Work {}

    private final Consumer<Event> replies;

    /** Bounded by the chunks under way. */
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();

    /** Written, and not durable yet. */
    private final List<Store> written = new ArrayList<>();

    /** Beside the thread, for the sum of a large result takes seconds. */
    private final ExecutorService sealer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("result-sealer").factory());

    private long forceAt;
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
        boolean more = true;
        while (more) {
            Work work = next();
            switch (work) {
                case null -> {}
                case Store store -> write(store);
                case Seal seal -> sealer.execute(() -> seal(seal));
                case Last last -> more = false;
            }
            boolean due = !written.isEmpty() && System.nanoTime() - forceAt >= 0;
            if (due
                    || !more
                    || written.stream().anyMatch(store -> store.job.result().isComplete())) {
                force();
            }
        }
    }

    /** The next piece of work, or null when it is time to make durable what was written. */
    private @Nullable Work next() {
        try {
            return written.isEmpty()
                    ? queue.take()
                    : queue.poll(Math.max(0, forceAt - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return null; // only close() ends this thread
        }
    }

    private void write(Store store) {
        Chunk chunk = store.command.chunk();
        boolean[] done = {false};
        attempt(store.id(), () -> {
            store.job
                    .result()
                    .write(
                            chunk.part(),
                            chunk.firstRow(),
                            chunk.rows(),
                            chunk.firstCol(),
                            chunk.cols(),
                            store.values.values());
            done[0] = true;
        });
        store.values.close();
        if (!done[0]) {
            store.job.unuse();
            return;
        }
        if (written.isEmpty()) {
            forceAt = System.nanoTime() + GATHER.toNanos();
        }
        written.add(store);
    }

    private void force() {
        Set<OpenJob> forced = new LinkedHashSet<>();
        for (Store store : written) {
            attempt(store.id(), () -> {
                if (forced.add(store.job)) {
                    store.job.result().force();
                }
                replies.accept(new Event.ChunkStored(store.command.task()));
            });
            store.job.unuse();
        }
        written.clear();
    }

    private void seal(Seal seal) {
        JobId id = seal.command.job().id();
        attempt(id, () -> {
            seal.job.result().seal();
            replies.accept(new Event.ResultSealed(id));
        });
        seal.job.unuse();
    }

    private void attempt(JobId job, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) { // whatever it is, the next job needs this thread
            LOG.warn("The result of job {} could not be written", job, e);
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            replies.accept(new Event.JobBroken(job, reason));
        }
    }

    @Override
    public void close() {
        queue.add(new Last());
        try {
            thread.join();
            sealer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
