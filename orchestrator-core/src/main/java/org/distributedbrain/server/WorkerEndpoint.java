package org.distributedbrain.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.Protocol;
import org.distributedbrain.wire.ProtocolException;
import org.distributedbrain.wire.WireCodec;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty's side of one connection: bounds text before it is gathered, hands on bytes as they arrive, and reads on only when the last part was
 * dealt with. Public because Jetty calls it by method handle.
 */
public final class WorkerEndpoint implements Session.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerEndpoint.class);
    private static final int SMALL_PART = 512;

    private final SocketShared shared;
    private final Set<WorkerSession> open;
    private final String address;
    private final StringBuilder text = new StringBuilder();
    private final Pace pace;
    private final long madeNanos = System.nanoTime();
    private long textBytes;
    private @Nullable Session socket;
    private volatile @Nullable WorkerSession session;

    WorkerEndpoint(SocketShared shared, Set<WorkerSession> open, String address) {
        this.shared = shared;
        this.open = open;
        this.address = address;
        this.pace = new Pace(shared.limits().messagesPerSecond(), madeNanos);
    }

    String address() {
        return address;
    }

    /** Whether it may still register; an upgrade that never came about stops counting when the time for that is over. */
    boolean isWaiting(long nowNanos) {
        WorkerSession opened = session;
        return opened == null
                ? nowNanos - madeNanos < shared.limits().registration().toNanos()
                : opened.isWaiting();
    }

    @Override
    public void onWebSocketOpen(Session socket) {
        this.socket = socket;
        // Silence and slow readers are noticed by the session; this is only the net below.
        socket.setIdleTimeout(Duration.ofMinutes(5));
        Probe probe = new Probe(shared.limits().answer(), shared.limits().silence());
        SocketOutbox outbox = new SocketOutbox(socket, shared.limits(), shared.pool(), probe);
        WorkerSession opened = new WorkerSession(shared, address, outbox, probe);
        session = opened;
        outbox.start(address, opened::givenUp);
        open.add(opened);
        if (shared.isClosed()) {
            opened.end(ErrorCode.CLOSE_GOING_AWAY, null, WorkerSocket.SHUTTING_DOWN);
        }
        socket.demand();
    }

    @Override
    public void onWebSocketPartialText(String part, boolean last) {
        deal(true, it -> {
            textBytes += utf8Length(part);
            if (textBytes > Protocol.MAX_TEXT_BYTES) {
                throw WireCodec.textTooBig(textBytes);
            }
            text.append(part);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                textBytes = 0;
                it.text(whole);
            }
        });
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer part, boolean last, Callback callback) {
        boolean small = part.remaining() < SMALL_PART;
        try {
            deal(small, it -> it.binary(part, last), callback);
        } finally {
            part.position(part.limit());
        }
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        ByteBuffer copy = ByteBuffer.allocate(payload.remaining()).put(payload).flip();
        deal(true, it -> it.ping(copy));
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        ByteBuffer copy = ByteBuffer.allocate(payload.remaining()).put(payload).flip();
        deal(true, it -> it.pong(copy));
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("The connection of {} broke.", address, cause);
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        WorkerSession it = session;
        if (it != null) {
            open.remove(it);
            it.closed(code, reason);
        }
        callback.succeed();
    }

    private interface Step {
        void take(WorkerSession session);
    }

    private void deal(boolean counts, Step step) {
        deal(counts, step, Callback.NOOP);
    }

    private void deal(boolean counts, Step step, Callback done) {
        WorkerSession it = Objects.requireNonNull(session);
        try {
            if (!it.isOver()) {
                step.take(it);
            }
        } catch (ProtocolException e) {
            it.end(e.code(), e.sentence());
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("A message of worker {} could not be dealt with.", address, e);
            it.end(ErrorCode.INTERNAL, "Something broke at the orchestrator; come back later.");
        }
        done.succeed();
        Session reader = Objects.requireNonNull(socket);
        long wait = counts ? pace.take(System.nanoTime()) : 0;
        if (wait == 0) {
            reader.demand();
        } else {
            shared.timer().schedule(reader::demand, wait, TimeUnit.NANOSECONDS);
        }
    }

    private static long utf8Length(String part) {
        long bytes = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
