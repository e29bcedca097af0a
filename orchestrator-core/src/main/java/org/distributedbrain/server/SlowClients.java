package org.distributedbrain.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose client sends the head or the body of a request too slowly. Jetty closes those on which nothing happens at all; one that
 * sends a byte now and then would hold its connection, and a thread, for ever (and Jetty's own data rates do not count in this version: its issue
 * 15266). A connection whose request is being worked on, or whose answer is under way, is left alone.
 */
final class SlowClients implements Connection.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlowClients.class);

    private final RequestLimits limits;
    private final Map<HttpConnection, Waiting> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("slow-clients").factory());

    /** What the server waits for. */
    private enum For {
        NOTHING,
        HEAD,
        BODY
    }

    /** @param request which one of the connection @param bytes that had come when it began */
    private record Waiting(For what, long request, long sinceNanos, long bytes) {}

    private static final Waiting NOT = new Waiting(For.NOTHING, 0, 0, 0);

    SlowClients(RequestLimits limits) {
        this.limits = limits;
        var tick = Math.clamp(shorter(limits.head(), limits.stall()).toMillis() / 8, 20, 1_000);
        timer.scheduleWithFixedDelay(this::look, tick, tick, TimeUnit.MILLISECONDS);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection http) {
            open.put(http, NOT);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof HttpConnection http) {
            open.remove(http);
        }
    }

    private void look() {
        try {
            var now = System.nanoTime();
            open.replaceAll((connection, before) -> look(connection, before, now));
        } catch (RuntimeException e) {
            LOG.error("Looking after slow clients failed; it is tried again.", e);
        }
    }

    private Waiting look(HttpConnection connection, Waiting before, long now) {
        var what = waitsFor(connection);
        var request = connection.getMessagesIn() + connection.getMessagesOut();
        var bytes = connection.getBytesIn();
        if (what == For.NOTHING) {
            return NOT;
        }
        if (before.what() != what || before.request() != request) {
            return new Waiting(what, request, now, bytes);
        }
        var waited = now - before.sinceNanos();
        if (what == For.HEAD) {
            if (waited > limits.head().toNanos()) {
                drop(connection, "the head of a request");
            }
            return before;
        }
        if (waited < limits.stall().toNanos()) {
            return before;
        }
        if (bytes - before.bytes() < limits.bytesPerStall()) {
            drop(connection, "the body of a request");
        }
        return new Waiting(what, request, now, bytes);
    }

    private static For waitsFor(HttpConnection connection) {
        if (!connection.getEndPoint().isFillInterested()) {
            return For.NOTHING;
        }
        var state = connection.getParser().getState();
        if (state.compareTo(HttpParser.State.START) <= 0 || state.compareTo(HttpParser.State.END) >= 0) {
            return For.NOTHING;
        }
        return state.compareTo(HttpParser.State.CONTENT) < 0 ? For.HEAD : For.BODY;
    }

    private static void drop(HttpConnection connection, String what) {
        LOG.debug(
                "{} sends {} too slowly and is disconnected.",
                connection.getEndPoint().getRemoteSocketAddress(),
                what);
        connection.getEndPoint().close(new IOException("The client sent " + what + " too slowly."));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
