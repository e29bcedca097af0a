package org.distributedbrain.app.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.RunningTask;
import org.distributedbrain.publish.SpanKind;
import org.jspecify.annotations.Nullable;

/** Everything that was tried to get one chunk done, in the order in which it was handed out. */
record ChunkStory(ChunkId chunk, List<Entry> entries) {

    /**
     * One attempt.
     *
     * @param end when it ended, or the present
     * @param outcome null while it is under way
     * @param parts what it spent its time on, one behind the other
     * @param merged how many attempts it stands for; above 1 its parts are sums
     */
    record Entry(
            TaskId task,
            WorkerId worker,
            String workerName,
            Instant sentAt,
            Instant end,
            Attempt.@Nullable Outcome outcome,
            double queuedMs,
            List<Part> parts,
            long bytesOut,
            long bytesIn,
            int merged) {}

    /** So long it was this. */
    record Part(SpanKind kind, double millis) {}

    static ChunkStory of(
            ChunkId chunk, List<Execution> ended, List<RunningTask> running, Map<WorkerId, String> names, Instant now) {
        List<Entry> entries = new ArrayList<>();
        ended.forEach(execution -> entries.add(entry(execution)));
        running.stream()
                .filter(task -> task.chunk().equals(chunk))
                .filter(task -> entries.stream().noneMatch(entry -> entry.task.equals(task.task())))
                .forEach(task -> entries.add(entry(task, names, now)));
        entries.sort(Comparator.comparing(Entry::sentAt));
        return new ChunkStory(chunk, List.copyOf(entries));
    }

    private static Entry entry(Execution execution) {
        Attempt a = execution.attempt();
        List<Part> parts = new ArrayList<>();
        if (execution.busy() != null) {
            for (SpanKind kind : SpanKind.values()) {
                add(parts, kind, execution.busy().of(kind) / 1e3);
            }
        } else {
            parts = parts(a.sentAt(), a.startedAt(), a.computedAt(), a.returnedAt(), a.endedAt(), a.computeMs());
        }
        return new Entry(
                a.task(),
                a.worker(),
                execution.workerName(),
                a.sentAt(),
                a.endedAt(),
                a.outcome(),
                millis(a.readyAt(), a.sentAt()),
                parts,
                a.bytesOut(),
                a.bytesIn(),
                execution.merged());
    }

    private static Entry entry(RunningTask task, Map<WorkerId, String> names, Instant now) {
        return new Entry(
                task.task(),
                task.worker(),
                names.getOrDefault(task.worker(), task.worker().value()),
                task.sentAt(),
                now,
                null,
                millis(task.readyAt(), task.sentAt()),
                parts(task.sentAt(), task.startedAt(), task.computedAt(), task.returnedAt(), now, Double.NaN),
                task.bytesOut(),
                0,
                1);
    }

    /** What was there but not computed yet waited at the worker for the task before it. */
    private static List<Part> parts(
            Instant sent,
            @Nullable Instant started,
            @Nullable Instant computed,
            @Nullable Instant returned,
            Instant end,
            double computeMs) {
        List<Part> parts = new ArrayList<>();
        add(parts, SpanKind.SENDING, millis(sent, started == null ? end : started));
        if (started != null) {
            double there = millis(started, computed == null ? end : computed);
            double computing = computeMs > 0 && computed != null ? Math.min(there, computeMs) : there;
            add(parts, SpanKind.QUEUED, there - computing);
            add(parts, SpanKind.COMPUTING, computing);
        }
        if (computed != null) {
            add(parts, SpanKind.RETURNING, millis(computed, returned == null ? end : returned));
        }
        if (returned != null) {
            add(parts, SpanKind.VERIFYING, millis(returned, end));
        }
        return parts;
    }

    private static void add(List<Part> parts, SpanKind kind, double millis) {
        if (millis > 0) {
            parts.add(new Part(kind, millis));
        }
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
