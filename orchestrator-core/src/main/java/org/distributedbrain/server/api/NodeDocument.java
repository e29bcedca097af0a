package org.distributedbrain.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.distributedbrain.publish.WorkerView;

/**
 * One worker in JSON.
 *
 * @param state {@code idle}, {@code transferring}, {@code computing} or {@code gone}
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
        Instant joinedAt) {

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
                worker.joinedAt());
    }

    /** Connected workers in the order they joined, and those recently gone. */
    public record Page(List<NodeDocument> nodes) {}
}
