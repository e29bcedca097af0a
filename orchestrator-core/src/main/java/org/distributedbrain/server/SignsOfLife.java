package org.distributedbrain.server;

import java.nio.ByteBuffer;
import org.distributedbrain.flow.Event;

/** When one connection was last heard, what of that the core has been told, and when the next ping is due. */
final class SignsOfLife {
    private static final long TOLD_EVERY_NANOS = 1_000_000_000L;

    private final Probe probe;
    private final SocketLimits limits;
    private volatile long heardNanos;
    private volatile long pingedNanos;
    private long toldNanos;
    private long toldOfMessageNanos;

    SignsOfLife(Probe probe, SocketLimits limits, long nowNanos) {
        this.probe = probe;
        this.limits = limits;
        this.heardNanos = nowNanos;
        this.pingedNanos = nowNanos;
        this.toldNanos = nowNanos;
        this.toldOfMessageNanos = nowNanos;
    }

    /** Something came. True when the core should hear of it: of each kind about once a second. Called by the reader only. */
    boolean heard(Event.Sign sign, long nowNanos) {
        heardNanos = nowNanos;
        probe.heard();
        boolean due = switch (sign) {
            case MESSAGE -> nowNanos - toldOfMessageNanos >= TOLD_EVERY_NANOS;
            case PING -> nowNanos - toldNanos >= TOLD_EVERY_NANOS;
        };
        if (due) {
            toldNanos = nowNanos;
            toldOfMessageNanos = sign == Event.Sign.MESSAGE ? nowNanos : toldOfMessageNanos;
        }
        return due;
    }

    /** The answer to a ping came. */
    void answered(ByteBuffer payload) {
        probe.answered(payload);
    }

    long silentNanos(long nowNanos) {
        return nowNanos - heardNanos;
    }

    /** {@code sending}: operand bytes wait here to be sent. */
    boolean isHalfOpen(long nowNanos, boolean sending) {
        return probe.isHalfOpen(nowNanos, sending);
    }

    /** Whether it is time for a ping; then it counts as sent. Called by the timer only. */
    boolean pingIsDue(long nowNanos) {
        if (nowNanos - pingedNanos <= limits.ping().toNanos()) {
            return false;
        }
        pingedNanos = nowNanos;
        return true;
    }
}
