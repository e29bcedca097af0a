package org.distributedbrain.persist;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a requestor's token.
 *
 * @param name what its owner's jobs and devices are known by; no two tokens have the same
 * @param scope a word: {@code read}, {@code submit} or {@code operate}
 * @param hash of the token, as {@link TokenStore#hash} makes it
 * @param unfinishedJobs how many its owner may have at once
 * @param expiresAt null: never
 * @param lastUsedAt to about a minute; null: never
 */
public record StoredToken(
        String id,
        String name,
        String scope,
        String hash,
        int unfinishedJobs,
        int requestsPerSecond,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    /** Whether it opens anything at that time. */
    public boolean isValid(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
