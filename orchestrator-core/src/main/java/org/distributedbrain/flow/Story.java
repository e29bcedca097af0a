package org.distributedbrain.flow;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** The recent past, bounded: every failure is told together with what happened to the same chunk and worker before. */
final class Story {
    private static final int REMEMBERED = 2_000;
    private static final int TOLD = 20;

    private record Entry(
            Instant at, @Nullable ChunkId chunk, @Nullable WorkerId worker, String what) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    void add(Instant at, @Nullable ChunkId chunk, @Nullable WorkerId worker, String what) {
        if (entries.size() == REMEMBERED) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(at, chunk, worker, what));
    }

    /** The last entries that concern the chunk or the worker, oldest first, one line each. */
    String of(@Nullable ChunkId chunk, @Nullable WorkerId worker) {
        Deque<String> lines = new ArrayDeque<>();
        var newestFirst = entries.descendingIterator();
        while (newestFirst.hasNext() && lines.size() < TOLD) {
            Entry entry = newestFirst.next();
            boolean sameChunk = chunk != null && chunk.equals(entry.chunk);
            boolean sameWorker = worker != null && worker.equals(entry.worker);
            if (sameChunk || sameWorker) {
                lines.addFirst(line(entry));
            }
        }
        return String.join("\n", lines);
    }

    private static String line(Entry entry) {
        StringBuilder line = new StringBuilder().append(entry.at).append("  ").append(entry.what);
        if (entry.chunk != null) {
            line.append("  chunk ").append(entry.chunk.index());
        }
        if (entry.worker != null) {
            line.append("  worker ").append(entry.worker);
        }
        return line.toString();
    }
}
