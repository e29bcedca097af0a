package org.distributedbrain.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedbrain.publish.FaultView;
import org.jspecify.annotations.Nullable;

/**
 * One fault in JSON.
 *
 * @param kind what happened, in a word: {@code disconnected}, {@code half_open}, …
 * @param action what was done about it
 * @param story the recent events of what it happened to, one line each
 * @param recoveredAt when its chunk was handed out again, {@code recoveryMs} milliseconds later, to {@code recoveredBy}
 */
public record FaultDocument(
        String id,
        String kind,
        String workerId,
        String workerName,
        @Nullable String jobId,
        @Nullable Integer chunk,
        @Nullable Long task,
        String action,
        String story,
        Instant at,
        @Nullable Instant recoveredAt,
        @Nullable Double recoveryMs,
        @Nullable String recoveredBy) {

    public static FaultDocument of(FaultView fault) {
        Instant recoveredAt = fault.recoveredAt();
        return new FaultDocument(
                fault.id().value(),
                Words.of(fault.kind()),
                fault.worker().value(),
                fault.workerName(),
                fault.job() == null ? null : fault.job().value(),
                fault.chunk(),
                fault.task() == null ? null : fault.task().value(),
                fault.action(),
                fault.story(),
                fault.at(),
                recoveredAt,
                recoveredAt == null
                        ? null
                        : Duration.between(fault.at(), recoveredAt).toNanos() / 1e6,
                fault.recoveredBy() == null ? null : fault.recoveredBy().value());
    }

    /** Newest first; {@code next} is the {@code after} of the page that follows, absent on the last. */
    public record Page(List<FaultDocument> faults, @Nullable String next) {}
}
