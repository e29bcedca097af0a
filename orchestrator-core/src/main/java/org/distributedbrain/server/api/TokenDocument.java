package org.distributedbrain.server.api;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.persist.StoredToken;
import org.jspecify.annotations.Nullable;

/**
 * A requestor's token in JSON, without the token itself.
 *
 * @param name what its owner's jobs and devices are known by
 * @param unfinishedJobs how many jobs its owner may have at once
 * @param expiresAt absent: never
 * @param lastUsedAt to about a minute; absent: never
 */
public record TokenDocument(
        String id,
        String name,
        String scope,
        int unfinishedJobs,
        int requestsPerSecond,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    public static TokenDocument of(StoredToken token) {
        return new TokenDocument(
                token.id(),
                token.name(),
                token.scope(),
                token.unfinishedJobs(),
                token.requestsPerSecond(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt());
    }

    /** @param secret the token itself, said this once */
    public record Created(TokenDocument token, String secret) {}

    /** The operator's new token. */
    public record Operator(String secret) {}

    /** In the order of their names. @param next what to ask for after this page; absent at the end */
    public record Page(List<TokenDocument> tokens, @Nullable String next) {}
}
