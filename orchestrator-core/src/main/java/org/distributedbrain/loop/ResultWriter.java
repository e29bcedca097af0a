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
import org.distributedbrain.matrix.Tile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes verified chunks into result files. Chunks are gathered for a few moments, or until there is much to write or a
 * result is complete, and then written and made durable together, so that many small ones share one wait for the disk and neighbours are
 * written in one piece. Only then a chunk is said to be stored.
 *
 * <p>When the disk is full or fails, the values stay in memory and are written again every second until that works; no chunk of the job
 * is handed out meanwhile. They are written and not only forced, for after an fsync that failed the system may have thrown them away.
 */
final class ResultWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultWriter.class);
    private static final Duration GATHER = Duration.ofMillis(50);

    /** So much is written at once: the disk works while more arrives, and little is left to do after the last chunk. */
    private static final long MUCH = 4 << 20;

    static final Duration RETRY = Duration.ofSeconds(1);

    private sealed interface Work {}

    private record Store(OpenJob job, Command.StoreChunk command, ReturnedValuesPool.Room values) implements Work {
        Tile tile() {
            Chunk chunk = command.chunk();
            return job.result()
                    .tile(
                            chunk.part(),
                            chunk.firstRow(),
                            chunk.rows(),
                            chunk.firstCol(),
                            chunk.cols(),
                            values.values());
        }

        long bytes() {
            return command.chunk().resultBytes();
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

    private final Map<OpenJob, List<Store>> gathered = new LinkedHashMap<>();

    /** What the disk did not take. */
    private final Map<OpenJob, List<Store>> stuck = new LinkedHashMap<>();

    private long gatheredBytes;
    private long writeAt;
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
                case Store store -> gather(store);
                case Last last -> more = false;
            }
            if (!gathered.isEmpty() && (!more || isDue())) {
                writeGathered();
            }
            if (!stuck.isEmpty() && System.nanoTime() - retryAt >= 0) {
                retry();
            }
        }
    }

    /** The next piece of work, or null when it is time to write what was gathered, or to try again what failed. */
    private @Nullable Work next() {
        try {
            if (gathered.isEmpty() && stuck.isEmpty()) {
                return queue.take();
            }
            long now = System.nanoTime();
            long untilWrite = gathered.isEmpty() ? Long.MAX_VALUE : writeAt - now;
            long untilRetry = stuck.isEmpty() ? Long.MAX_VALUE : retryAt - now;
            return queue.poll(Math.max(0, Math.min(untilWrite, untilRetry)), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return null; // only close() ends this thread
        }
    }

    private void gather(Store store) {
        List<Store> before = stuck.get(store.job);
        if (before != null) {
            before.add(store);
            return;
        }
        if (gathered.isEmpty()) {
            writeAt = System.nanoTime() + GATHER.toNanos();
        }
        gathered.computeIfAbsent(store.job, job -> new ArrayList<>()).add(store);
        gatheredBytes += store.bytes();
    }

    private boolean isDue() {
        return gatheredBytes >= MUCH
                || System.nanoTime() - writeAt >= 0
                || gathered.entrySet().stream()
                        .anyMatch(each ->
                                bytes(each.getValue()) >= each.getKey().result().missingBytes());
    }

    private static long bytes(List<Store> stores) {
        return stores.stream().mapToLong(Store::bytes).sum();
    }

    private void writeGathered() {
        Map<OpenJob, List<Store>> all = new LinkedHashMap<>(gathered);
        gathered.clear();
        gatheredBytes = 0;
        all.forEach((job, stores) -> {
            try {
                write(job, stores);
                stored(stores);
            } catch (RuntimeException | Error e) { // whatever it is, the next job needs this thread
                failed(job, stores, e);
            }
        });
    }

    private static void write(OpenJob job, List<Store> stores) {
        job.result().write(stores.stream().map(Store::tile).toList());
        job.result().force();
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
                    write(entry.getKey(), stores);
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
