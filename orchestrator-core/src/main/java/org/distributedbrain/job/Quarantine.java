package org.distributedbrain.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker gets no ordinary work.
 *
 * @param since when that began
 * @param reason why, in words that fit after a colon
 * @param probationAt from when on it gets checked work that counts for nothing; null: never, only the operator ends it
 * @param passed how many of those results in a row were right
 */
public record Quarantine(
        Instant since, String reason, @Nullable Instant probationAt, int passed) {
    /** So many right results in a row end it. */
    public static final int PROBATION = 10;

    public boolean isOnProbation(Instant now) {
        return probationAt != null && !probationAt.isAfter(now);
    }
}
