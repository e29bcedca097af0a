package org.distributedbrain.loop;

import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 *
 * <p>When the disk is full or fails, the values stay in memory and are written again every second until that works; no chunk of the job
 * is handed out meanwhile. They are written and not only forced, for after an fsync that failed the system may have thrown them away.
 */
final class ResultWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultWriter.class);
    private static final Duration GATHER = Duration.ofMillis(50);
    static final Duration RETRY = Duration.ofSeconds(1);

    private sealed interface Work {}

    private record Store(OpenJob job, Command.StoreChunk command, ReturnedValuesPool.Room values) implements Work {
        void write() {
            Chunk chunk = command.chunk();
            job.result()
                    .write(
                            chunk.part(),
                            chunk.firstRow(),
                            chunk.rows(),
                            chunk.firstCol(),
                            chunk.cols(),
                            values.values());
        }

        void letGo() {
            values.close();
            job.unuse();
        }
    }

    private record Last() implements Work {}

    private final Consumer<Event> replies;
    private final ResultSealer sealer;

    /** Bounded by the chunks under way. */
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();

    /** Written, and not durable yet. */
    private final Map<OpenJob, List<Store>> written = new LinkedHashMap<>();

    /** What the disk did not take. */
    private final Map<OpenJob, List<Store>> stuck = new LinkedHashMap<>();

    private long forceAt;
    private long retryAt;
    private final Thread thread;

    ResultWriter(Consumer<Event> replies) {
        this.replies = replies;
        this.sealer = new ResultSealer(replies);
        this.thread = Thread.ofPlatform().name("result-writer").start(this::run);
    }

    void store(OpenJob job, Command.StoreChunk command, ReturnedValuesPool.Room values) {
        job.use();
        queue.add(new Store(job, command, values));
    }

    void seal(OpenJob job, Command.SealResult command) {
        sealer.seal(job, command.job().id());
    }

    private void run() {
        boolean more = true;
        while (more) {
            switch (next()) {
                case null -> {}
                case Store store -> write(store);
                case Last last -> more = false;
            }
            boolean complete =
                    written.keySet().stream().anyMatch(job -> job.result().isComplete());
            if (!written.isEmpty() && (complete || !more || System.nanoTime() - forceAt >= 0)) {
                force();
            }
            if (!stuck.isEmpty() && System.nanoTime() - retryAt >= 0) {
                retry();
            }
        }
    }

    /** The next piece of work, or null when it is time to make durable what was written, or to try again what failed. */
    private @Nullable Work next() {
        try {
            if (written.isEmpty() && stuck.isEmpty()) {
                return queue.take();
            }
            long now = System.nanoTime();
            long untilForce = written.isEmpty() ? Long.MAX_VALUE : forceAt - now;
            long untilRetry = stuck.isEmpty() ? Long.MAX_VALUE : retryAt - now;
            return queue.poll(Math.max(0, Math.min(untilForce, untilRetry)), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return null; // only close() ends this thread
        }
    }

    private void write(Store store) {
        List<Store> before = stuck.get(store.job);
        if (before != null) {
            before.add(store);
            return;
        }
        try {
            store.write();
        } catch (RuntimeException | Error e) { // whatever it is, the next job needs this thread
            failed(store.job, List.of(store), e);
            return;
        }
        if (written.isEmpty()) {
            forceAt = System.nanoTime() + GATHER.toNanos();
        }
        written.computeIfAbsent(store.job, job -> new ArrayList<>()).add(store);
    }

    private void force() {
        Map<OpenJob, List<Store>> all = new LinkedHashMap<>(written);
        written.clear();
        all.forEach((job, stores) -> {
            try {
                job.result().force();
                stored(stores);
            } catch (RuntimeException | Error e) {
                failed(job, stores, e);
            }
        });
    }

    private void stored(List<Store> stores) {
        replies.accept(new Event.ChunksStored(
                stores.stream().map(store -> store.command.task()).toList()));
        stores.forEach(Store::letGo);
    }

    /** What can be tried again is kept; anything else breaks the job. */
    private void failed(OpenJob job, List<Store> stores, Throwable failure) {
        JobId id = stores.getFirst().command.chunk().id().job();
        if (mayWorkLater(job, failure)) {
            boolean first = stuck.isEmpty();
            if (stuck.putIfAbsent(job, new ArrayList<>(stores)) == null) {
                LOG.warn("Job {} pauses: {}", id, failure.getMessage());
                replies.accept(new Event.ResultFailing(id, String.valueOf(failure.getMessage())));
            } else {
                stuck.get(job).addAll(stores);
            }
            retryAt = first ? System.nanoTime() + RETRY.toNanos() : retryAt;
            return;
        }
        if (!job.hasEnded()) {
            LOG.warn("The result of job {} could not be written", id, failure);
            replies.accept(
                    new Event.JobBroken(id, failure.getMessage() == null ? failure.toString() : failure.getMessage()));
        }
        stores.forEach(Store::letGo);
    }

    static boolean mayWorkLater(OpenJob job, Throwable failure) {
        return failure instanceof UncheckedIOException
                && !(failure.getCause() instanceof ClosedChannelException)
                && !job.hasEnded();
    }

    private void retry() {
        for (Iterator<Map.Entry<OpenJob, List<Store>>> each = stuck.entrySet().iterator(); each.hasNext(); ) {
            var entry = each.next();
            List<Store> stores = entry.getValue();
            JobId id = stores.getFirst().command.chunk().id().job();
            try {
                if (!entry.getKey().hasEnded()) {
                    stores.forEach(Store::write);
                    entry.getKey().result().force();
                    stored(stores);
                    replies.accept(new Event.ResultRecovered(id));
                } else {
                    stores.forEach(Store::letGo);
                }
                each.remove();
            } catch (RuntimeException | Error e) {
                if (mayWorkLater(entry.getKey(), e)) {
                    LOG.debug("The result of job {} still cannot be written", id, e);
                } else {
                    each.remove();
                    failed(entry.getKey(), stores, e);
                }
            }
        }
        retryAt = System.nanoTime() + RETRY.toNanos();
    }

    /** Makes durable what was handed over. What the disk does not take is computed again after the next start. */
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
