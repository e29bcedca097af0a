package org.distributedbrain.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/**
 * One worker in JSON.
 *
 * @param state {@code idle}, {@code transferring}, {@code computing}, {@code resting}, {@code frozen} or {@code gone}
 * @param note why it rests or is frozen, in a sentence
 */
public record NodeDocument(
        String id,
        String name,
        String deviceKind,
        String engine,
        String device,
        String address,
        String state,
        int unfinishedTasks,
        int tasksCompleted,
        double computeMs,
        double mops,
        Instant joinedAt,
        @Nullable String note) {

    public static NodeDocument of(WorkerView worker) {
        return new NodeDocument(
                worker.id().value(),
                worker.name(),
                worker.deviceKind(),
                worker.engine(),
                worker.device(),
                worker.address(),
                worker.state().name().toLowerCase(Locale.ROOT),
                worker.unfinishedTasks(),
                worker.tasksCompleted(),
                worker.computeMs(),
                worker.mops(),
                worker.joinedAt(),
                worker.note());
    }

    /** Connected workers in the order they joined, and those recently gone. */
    public record Page(List<NodeDocument> nodes) {}
}
