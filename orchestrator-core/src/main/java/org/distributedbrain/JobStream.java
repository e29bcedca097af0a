package org.distributedbrain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.persist.JobStore;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.RunningTask;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.TaskStream;
import org.distributedbrain.publish.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * The task stream of one job: what the store has of it and, while it goes on, what the snapshot knows beyond that: attempts that are not stored
 * yet, and tasks under way.
 */
final class JobStream {
    private JobStream() {}

    static TaskStream of(
            JobView job,
            JobStore store,
            Snapshot snapshot,
            Instant now,
            @Nullable Instant from,
            @Nullable Instant to,
            int resolutions) {
        Instant finished = job.finishedAt();
        Instant end = finished == null ? now : finished;
        Instant begin = from == null ? job.submittedAt() : from;
        Instant until = to == null ? end : to;
        List<Execution> executions = new ArrayList<>(store.executions(job.id(), begin, until));
        List<RunningTask> running = List.of();
        Map<WorkerId, String> names = new HashMap<>();
        executions.forEach(execution -> names.put(execution.attempt().worker(), execution.workerName()));
        Map<WorkerId, TaskStream.Presence> presence = new HashMap<>();
        if (finished == null) {
            snapshot.workers().forEach(worker -> names.put(worker.id(), worker.name()));
            running = unseen(job.id(), snapshot, executions, names);
            snapshot.workers().stream()
                    .filter(worker -> worker.state() != WorkerState.GONE)
                    .forEach(worker -> presence.put(worker.id(), new TaskStream.Presence(worker.name(), now)));
        } else {
            // Who was not lost is taken to have stayed: that it had nothing to do until the end is what one wants to
            // see.
            names.forEach((worker, name) -> presence.put(worker, new TaskStream.Presence(name, finished)));
        }
        return TaskStream.of(executions, running, now, presence, begin, until, resolutions);
    }

    /** Adds the attempts that are not stored yet, and returns the tasks under way. */
    private static List<RunningTask> unseen(
            JobId job, Snapshot snapshot, List<Execution> executions, Map<WorkerId, String> names) {
        Set<TaskId> seen = new HashSet<>();
        executions.forEach(execution -> seen.add(execution.attempt().task()));
        for (Attempt attempt : snapshot.ended().latest()) {
            if (attempt.chunk().job().equals(job) && seen.add(attempt.task())) {
                String name =
                        names.getOrDefault(attempt.worker(), attempt.worker().value());
                executions.add(Execution.of(attempt, name));
            }
        }
        return snapshot.running().stream()
                .filter(task -> task.chunk().job().equals(job) && !seen.contains(task.task()))
                .toList();
    }
}
