package org.distributedbrain.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** The attempts that ended most recently, so that a result which comes afterwards can be told for what it is. Soft state. */
final class EndedTasks {
    private static final int REMEMBERED = 32_768;

    /** What is kept of an attempt; {@code returned} says whether a result had come. */
    record Ended(WorkerId worker, ChunkId chunk, boolean returned, Attempt.Outcome outcome) {}

    private final Map<TaskId, Ended> recent = new LinkedHashMap<>();

    void add(Attempt attempt) {
        recent.put(
                attempt.task(),
                new Ended(attempt.worker(), attempt.chunk(), attempt.returnedAt() != null, attempt.outcome()));
        if (recent.size() > REMEMBERED) {
            recent.remove(recent.keySet().iterator().next());
        }
    }

    @Nullable Ended get(TaskId task) {
        return recent.get(task);
    }
}
