package org.distributedbrain.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.websocket.api.Callback;

/**
 * Pings of one connection and what came of them. A ping carries how many operand bytes were handed to the connection before it, so that its
 * answer tells that they arrived; while some may still be on their way, an answer that does not come says nothing yet. Safe from any thread.
 */
final class Probe {
    /** Operand bytes on their way delay an answer: so slow a link is still waited for. */
    private static final double SLOWEST_BYTES_A_SECOND = 250e3;

    private final Duration answer;
    private final Duration silence;
    private long handed;
    private long arrived;
    private boolean waiting;
    private long askedNanos;

    /**
     * @param answer how long a ping may stay unanswered when nothing else is on its way
     * @param silence how long it may at most
     */
    Probe(Duration answer, Duration silence) {
        this.answer = answer;
        this.silence = silence;
    }

    /** Operand bytes were given to the connection. */
    synchronized void handed(long bytes) {
        handed += bytes;
    }

    /** What the next ping carries. */
    synchronized ByteBuffer payload() {
        return ByteBuffer.allocate(Long.BYTES).putLong(handed).flip();
    }

    /** Tells {@code written} what comes of a ping, and remembers when it left this computer: only then it can be answered. */
    Callback asking(Callback written) {
        return Callback.from(
                () -> {
                    written.succeed();
                    asked(System.nanoTime());
                },
                written::fail);
    }

    /** A ping left this computer. */
    synchronized void asked(long nowNanos) {
        if (!waiting) {
            waiting = true;
            askedNanos = nowNanos;
        }
    }

    /** Anything came. */
    synchronized void heard() {
        waiting = false;
    }

    /** A pong came. */
    synchronized void answered(ByteBuffer payload) {
        waiting = false;
        if (payload.remaining() == Long.BYTES) {
            long known = payload.getLong(payload.position());
            if (known > arrived && known <= handed) {
                arrived = known;
            }
        }
    }

    /** Whether the other end should have said something by now. {@code sending}: operand bytes wait here to be sent. */
    synchronized boolean isHalfOpen(long nowNanos, boolean sending) {
        double patience = answer.toNanos() + 1e9 * (handed - arrived) / SLOWEST_BYTES_A_SECOND;
        return waiting && nowNanos - askedNanos > (sending ? silence.toNanos() : Math.min(patience, silence.toNanos()));
    }
}
