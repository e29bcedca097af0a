package org.distributedbrain.server;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.distributedbrain.loop.EventSink;
import org.distributedbrain.loop.ReturnedValues;
import org.distributedbrain.persist.WorkerIdentity;
import org.distributedbrain.publish.LeaderboardRow;
import org.jspecify.annotations.Nullable;

/**
 * What the worker socket is joined to.
 *
 * @param events where everything that workers do is posted
 * @param returned where arriving results find room
 * @param identities who a worker is
 * @param joinKey the key of the invitation as it is now
 * @param allowedOrigins origins besides the orchestrator's own whose pages may connect, for example {@code https://example.org}; {@code *} for any
 * @param leaderboard the best so many workers, best first; may wait for the disk
 */
public record WorkerSocketDeps(
        EventSink events,
        ReturnedValues returned,
        Identities identities,
        Supplier<String> joinKey,
        Set<String> allowedOrigins,
        InstantSource clock,
        IntFunction<List<LeaderboardRow>> leaderboard) {
    public WorkerSocketDeps {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** Without a leaderboard. */
    public WorkerSocketDeps(
            EventSink events,
            ReturnedValues returned,
            Identities identities,
            Supplier<String> joinKey,
            Set<String> allowedOrigins,
            InstantSource clock) {
        this(events, returned, identities, joinKey, allowedOrigins, clock, limit -> List.of());
    }

    /** Who workers are; may wait for the disk. */
    @FunctionalInterface
    public interface Identities {
        /** Recognises a worker that showed the join key or gives it a new identity, as {@code JobStore.identify}. */
        WorkerIdentity identify(@Nullable String id, @Nullable String secret, String name, Instant now);

        /** Recognises one that was here before and did not show the key as it is now; empty when it is a stranger. */
        default Optional<WorkerIdentity> recognise(@Nullable String id, @Nullable String secret, String name) {
            return Optional.empty();
        }
    }
}
