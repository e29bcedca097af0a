package org.distributedbrain.server;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
 * @param identities who a worker is; {@code JobStore::identify}
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

    /** Recognises a worker or gives it a new identity, as {@code JobStore.identify}; may wait for the disk. */
    @FunctionalInterface
    public interface Identities {
        WorkerIdentity identify(@Nullable String id, @Nullable String secret, String name, Instant now);
    }
}
