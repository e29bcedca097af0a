package org.distributedbrain.server;

import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.distributedbrain.loop.WorkerLinks;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.Protocol;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for workers: one WebSocket each at {@link Protocol#PATH}, or calls of their own for those that cannot keep one. {@link #install} goes into a Javalin server before it starts; the links
 * to workers are then found under {@link #links}. Close it before the server, so that workers hear that the orchestrator is going away.
 */
public final class WorkerSocket implements Extension, AutoCloseable {
    static final String SHUTTING_DOWN = "The orchestrator is shutting down; come back later.";
    private static final Logger LOG = LoggerFactory.getLogger(WorkerSocket.class);
    private static final int POOLED_BUFFERS = 1_024;
    private static final long TICK_MILLIS = 100;
    private static final long CLOSE_MILLIS = 2_000;
    private static final int SHARES = 4;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    private final SocketLimits limits;
    private final Origins origins;
    private final ConnectedWorkers workers;
    private final Set<WorkerSession> open = ConcurrentHashMap.newKeySet();
    private final Set<WorkerEndpoint> unregistered = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer;
    private final SocketShared shared;
    private volatile boolean closed;

    public WorkerSocket(WorkerSocketDeps deps, SocketLimits limits) {
        this.limits = limits;
        this.origins = new Origins(deps.allowedOrigins());
        this.workers = new ConnectedWorkers(limits.maxWorkers());
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("worker-socket-timer").factory());
        this.shared = new SocketShared(
                deps,
                limits,
                workers,
                new Registration(deps, new WrongKeys(limits.wrongKeysPerMinute())),
                new Ranks(deps.leaderboard()),
                new BufferPool(POOLED_BUFFERS),
                timer,
                () -> closed);
        timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public List<RouteGroup> routes() {
        return List.of(new PollingApi(new PolledWorkers(shared, open)).routes());
    }

    /** Adds the WebSocket to a Javalin server that has not started. */
    @Override
    public void install(JavalinConfig config) {
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setInputBufferSize(64 * 1024);
            factory.setMaxFrameSize(1 << 20);
            factory.addMapping(Protocol.PATH, this::upgrade);
        });
        // Javalin lets an upgrade through to Jetty's mapping only where it knows a WebSocket route.
        config.routes.ws(Protocol.PATH, ws -> {});
        config.routes.wsBeforeUpgrade(Protocol.PATH, WorkerSocket::checkKey);
    }

    /** The connected workers. */
    public WorkerLinks links() {
        return workers;
    }

    /** How many workers are registered. */
    public int size() {
        return workers.size();
    }

    /** Tells every worker that the orchestrator is going away and closes its connection; new ones are refused. */
    @Override
    public void close() {
        closed = true;
        for (WorkerSession session : List.copyOf(open)) {
            session.end(ErrorCode.CLOSE_GOING_AWAY, null, SHUTTING_DOWN);
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
        try {
            while (!open.isEmpty() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        timer.shutdown();
    }

    private void tick() {
        try {
            long now = System.nanoTime();
            open.forEach(session -> session.tick(now));
            unregistered.removeIf(endpoint -> !endpoint.isWaiting(now));
        } catch (RuntimeException e) {
            LOG.error("Looking after connections failed; it is tried again.", e);
        }
    }

    /** Jetty would answer 500 and fill the log, which anybody could make it do. */
    private static void checkKey(Context ctx) {
        String key = ctx.header("Sec-WebSocket-Key");
        if (key == null || !KEY.matcher(key.strip()).matches()) {
            var httpSession = ctx.req().getSession(false);
            if (httpSession != null) {
                httpSession.invalidate();
                ctx.res().setHeader("Set-Cookie", null);
            }
            throw new BadRequestResponse("The upgrade needs a Sec-WebSocket-Key, the Base64 of 16 bytes (RFC 6455).");
        }
    }

    private @Nullable Object upgrade(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response)
            throws IOException {
        forgetHttpSession(request, response);
        String origin = request.getHeader("Origin");
        if (!origins.admits(origin, host(request))) {
            response.sendForbidden(
                    "Pages of " + origin + " may not connect; the operator can allow them (ALLOWED_ORIGINS).");
            return null;
        }
        long now = System.nanoTime();
        long waiting = unregistered.stream()
                .filter(endpoint -> endpoint.isWaiting(now))
                .count();
        if (closed || waiting >= limits.maxUnregistered()) {
            response.sendError(
                    503, closed ? SHUTTING_DOWN : waiting + " connections are waiting to register, the most that may.");
            return null;
        }
        ClientAddress from = address(request);
        if (!from.isThisComputer() && waitingFrom(from, now) >= limits.maxUnregistered() / SHARES) {
            response.sendError(
                    429, "Too many connections from " + from.text() + " are waiting to register: let one do so first.");
            return null;
        }
        // No compression: it makes random float32 values hardly shorter and ten times slower.
        response.setExtensions(List.of());
        WorkerEndpoint endpoint = new WorkerEndpoint(shared, open, from.text());
        unregistered.add(endpoint);
        return endpoint;
    }

    /** One address may have a part of the places only: nobody keeps all others from joining. */
    private long waitingFrom(ClientAddress address, long now) {
        return unregistered.stream()
                .filter(endpoint ->
                        endpoint.isWaiting(now) && endpoint.address().equals(address.text()))
                .count();
    }

    /** Javalin begins an HTTP session with each upgrade, which nobody would ever end. */
    private static void forgetHttpSession(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
        var httpSession = request.getHttpServletRequest().getSession(false);
        if (httpSession != null) {
            httpSession.invalidate();
            response.setHeader("Set-Cookie", List.of());
        }
    }

    /** The host that was asked for. What a proxy says about it is only there where it may be believed. */
    private static @Nullable String host(JettyServerUpgradeRequest request) {
        String forwarded = request.getHeader("X-Forwarded-Host");
        return forwarded == null ? request.getHeader("Host") : forwarded.strip();
    }

    /** Where the worker connects from; behind a proxy or tunnel on this computer, what that says. */
    private static ClientAddress address(JettyServerUpgradeRequest request) {
        InetAddress remote =
                request.getRemoteSocketAddress() instanceof InetSocketAddress socket ? socket.getAddress() : null;
        return ClientAddress.of(remote, request.getHeader("X-Forwarded-For"));
    }
}
