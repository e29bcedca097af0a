package org.distributedbrain.server;

import static org.awaitility.Awaitility.await;

import io.javalin.Javalin;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.loop.WorkerLink;
import org.distributedbrain.persist.WorkerIdentity;
import org.distributedbrain.wire.Protocol;
import org.jspecify.annotations.Nullable;

/** A real server on a free port with the worker socket in it; the core, the store and the returned values are hand-made. */
final class SocketHarness implements AutoCloseable {
    static final String KEY = "k3y-from-the-link";
    static final SocketLimits LIMITS = SocketLimits.STANDARD;

    final RecordedEvents events = new RecordedEvents();
    final OffHeapReturns returned = new OffHeapReturns();
    final WorkerSocket socket;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final AtomicInteger identities = new AtomicInteger();
    private final Javalin server;

    SocketHarness() {
        this(LIMITS);
    }

    SocketHarness(SocketLimits limits) {
        socket = new WorkerSocket(
                new WorkerSocketDeps(
                        events,
                        returned,
                        this::identify,
                        () -> KEY,
                        Set.of("https://allowed.example"),
                        InstantSource.system()),
                limits);
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.host = "127.0.0.1";
            socket.install(config);
        });
        server.start(0);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.port() + Protocol.PATH);
    }

    int port() {
        return server.port();
    }

    WireClient connect() {
        return WireClient.open(uri());
    }

    /** A registered worker; its first message, the acknowledgement, has been read. */
    WireClient register() {
        WireClient client = connect();
        client.send(registration());
        client.awaitText("registration_ack");
        return client;
    }

    WorkerLink link(WireClient client) {
        return link(client.workerId());
    }

    /** As the core does, waits until the worker has joined: the acknowledgement may be read a moment before that. */
    WorkerLink link(String worker) {
        WorkerId id = new WorkerId(worker);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> events.of(Event.WorkerJoined.class).stream()
                        .anyMatch(joined -> joined.profile().id().equals(id)));
        return socket.links().link(id);
    }

    static String registration() {
        return registration("");
    }

    static String registration(String moreFields) {
        return "{\"type\":\"register_worker\",\"protocol\":1,\"joinKey\":\"" + KEY + "\",\"engine\":\"js\","
                + "\"kernels\":[\"matmul\"],\"maxBlockBytes\":1048576,\"memoryBytes\":8388608" + moreFields + "}";
    }

    private WorkerIdentity identify(@Nullable String id, @Nullable String secret, String name, Instant now) {
        if (id != null && secret != null && secret.equals(secrets.get(id))) {
            return new WorkerIdentity(new WorkerId(id), name, null);
        }
        String fresh = "w-" + identities.incrementAndGet();
        secrets.put(fresh, "secret of " + fresh);
        return new WorkerIdentity(new WorkerId(fresh), name, "secret of " + fresh);
    }

    @Override
    public void close() {
        socket.close();
        server.stop();
    }
}
