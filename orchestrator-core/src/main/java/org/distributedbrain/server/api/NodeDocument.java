package org.distributedbrain.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.Quarantine;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/**
 * One worker in JSON.
 *
 * @param state {@code idle}, {@code transferring}, {@code computing}, {@code resting}, {@code frozen}, {@code quarantined},
 *     {@code draining} or {@code gone}
 * @param note why it rests, is frozen, drained or in quarantine, in a sentence
 * @param reputation 0 to 1000, 100 for a newcomer
 * @param consecutive verified results since the last one that was proven wrong
 * @param lies results proven wrong, of all time
 * @param quarantinedAt since when it gets no ordinary work; null when it does
 * @param told what it tells of its device and measured itself, which nobody has checked
 * @param probationAt from when on it gets checked work that counts for nothing; null also where only the operator ends the quarantine
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
        @Nullable String note,
        int reputation,
        long consecutive,
        int lies,
        @Nullable Instant quarantinedAt,
        @Nullable String quarantineReason,
        @Nullable Instant probationAt,
        Told told) {

    public static NodeDocument of(WorkerView worker) {
        Quarantine quarantine = worker.standing().quarantine();
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
                worker.note(),
                worker.standing().reputation(),
                worker.standing().consecutive(),
                worker.standing().lies(),
                quarantine == null ? null : quarantine.since(),
                quarantine == null ? null : quarantine.reason(),
                quarantine == null ? null : quarantine.probationAt(),
                Told.of(worker.told()));
    }

    /**
     * What a worker tells of its device; null where it tells nothing.
     *
     * @param opsPerSecond by engine, of those that it tried
     * @param downBytesPerSecond to it
     * @param upBytesPerSecond from it
     */
    public record Told(
            Map<String, Double> opsPerSecond,
            @Nullable Double downBytesPerSecond,
            @Nullable Double upBytesPerSecond,
            @Nullable Double cores,
            @Nullable Double memoryGb,
            @Nullable Long storageBytes) {
        static Told of(Capabilities told) {
            return new Told(
                    new TreeMap<>(told.operationsPerSecond()),
                    told.downBytesPerSecond(),
                    told.upBytesPerSecond(),
                    told.cores(),
                    told.memoryGb(),
                    told.storageBytes());
        }
    }

    /**
     * Connected workers in the order they joined, and those recently gone; {@code next} is the {@code after} of the page that follows, absent on
     * the last.
     */
    public record Page(List<NodeDocument> nodes, @Nullable String next) {}
}
