package org.distributedbrain.app.stream;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.RunningTask;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.TaskStream;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;

/** The attempts that ended while the console was open, as many as fit, and those under way: what the stream of all jobs is made of. */
final class LiveAttempts {
    /** About 15 MB; older ones are in the streams of their jobs. */
    static final int MOST = 50_000;

    private static final int MOST_NAMES = 10_000;

    private final Deque<Attempt> ended = new ArrayDeque<>();
    private final Map<WorkerId, String> names = new HashMap<>();
    private List<RunningTask> running = List.of();
    private List<WorkerView> workers = List.of();
    private Instant earliest = Instant.MAX;
    private long next;

    /** Takes in what a snapshot has beyond those before. */
    void take(Snapshot snapshot) {
        for (Attempt attempt : snapshot.ended().since(next)) {
            ended.addLast(attempt);
            if (attempt.sentAt().isBefore(earliest)) { // who ends first need not have begun first
                earliest = attempt.sentAt();
            }
            if (ended.size() > MOST) {
                earliest = ended.removeFirst().endedAt();
            }
        }
        next = snapshot.ended().next();
        running = snapshot.running();
        if (workers != snapshot.workers()) {
            workers = snapshot.workers();
            if (names.size() > MOST_NAMES) {
                names.clear();
            }
            workers.forEach(worker -> names.put(worker.id(), worker.name()));
        }
    }

    /** When the earliest of them was handed out, or {@code otherwise}. */
    Instant first(Instant otherwise) {
        Instant first = otherwise.isBefore(earliest) ? otherwise : earliest;
        for (RunningTask task : running) {
            first = task.sentAt().isBefore(first) ? task.sentAt() : first;
        }
        return first;
    }

    /** What workers are called. */
    Map<WorkerId, String> names() {
        return Map.copyOf(names);
    }

    List<WorkerView> workers() {
        return workers;
    }

    List<RunningTask> running() {
        return running;
    }

    /** What is needed for the stream between two moments, safe to be used elsewhere. */
    Part between(Instant from, Instant to) {
        List<Execution> executions = new ArrayList<>();
        for (Attempt attempt : ended) {
            if (!attempt.endedAt().isBefore(from) && !attempt.sentAt().isAfter(to)) {
                WorkerId worker = attempt.worker();
                executions.add(Execution.of(attempt, names.getOrDefault(worker, worker.value())));
            }
        }
        Map<WorkerId, String> there = new HashMap<>();
        workers.stream()
                .filter(worker -> worker.state() != WorkerState.GONE)
                .forEach(worker -> there.put(worker.id(), worker.name()));
        return new Part(executions, running, there, from, to);
    }

    /** Attempts of a stretch of time, and who is there. */
    record Part(
            List<Execution> executions,
            List<RunningTask> running,
            Map<WorkerId, String> there,
            Instant from,
            Instant to) {

        TaskStream stream(Instant now, int resolutions) {
            Map<WorkerId, TaskStream.Presence> presence = new HashMap<>();
            there.forEach((worker, name) -> presence.put(worker, new TaskStream.Presence(name, now)));
            return TaskStream.of(executions, running, now, presence, from, to, resolutions);
        }
    }
}
