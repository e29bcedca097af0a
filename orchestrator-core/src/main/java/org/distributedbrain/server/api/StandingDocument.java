package org.distributedbrain.server.api;

import java.time.Instant;
import org.distributedbrain.job.Quarantine;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * What is thought of a worker, in JSON.
 *
 * @param reputation 0 to 1000, 100 for a newcomer
 * @param consecutive verified results since the last one that was proven wrong
 * @param lies results proven wrong, of all time
 * @param quarantinedAt since when it gets no ordinary work; null when it does
 * @param probationAt from when on it gets checked work that counts for nothing; null also where only the operator ends the quarantine
 */
public record StandingDocument(
        String workerId,
        int reputation,
        long consecutive,
        int lies,
        @Nullable Instant quarantinedAt,
        @Nullable String quarantineReason,
        @Nullable Instant probationAt) {

    public static StandingDocument of(WorkerId worker, Standing standing) {
        Quarantine quarantine = standing.quarantine();
        return new StandingDocument(
                worker.value(),
                standing.reputation(),
                standing.consecutive(),
                standing.lies(),
                quarantine == null ? null : quarantine.since(),
                quarantine == null ? null : quarantine.reason(),
                quarantine == null ? null : quarantine.probationAt());
    }
}
