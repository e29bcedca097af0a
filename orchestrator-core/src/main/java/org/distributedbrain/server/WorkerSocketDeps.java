package org.distributedbrain.server;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.distributedbrain.loop.EventSink;
import org.distributedbrain.loop.ReturnedValues;
import org.distributedbrain.persist.WorkerIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What the worker socket is joined to.
 *
 * @param events where everything that workers do is posted
 * @param returned where arriving results find room
 * @param identities who a worker is; {@code JobStore::identify}
 * @param joinKey the key of the invitation as it is now
 * @param allowedOrigins origins besides the orchestrator's own whose pages may connect, for example {@code https://example.org}; {@code *} for any
 */
public record WorkerSocketDeps(
        EventSink events,
        ReturnedValues returned,
        Identities identities,
        Supplier<String> joinKey,
        Set<String> allowedOrigins,
        InstantSource clock) {
    public WorkerSocketDeps {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** Recognises a worker or gives it a new identity, as {@code JobStore.identify}; may wait for the disk. */
    @FunctionalInterface
    public interface Identities {
        WorkerIdentity identify(@Nullable String id, @Nullable String secret, String name, Instant now);
    }
}
