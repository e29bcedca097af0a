package org.distributedbrain.server;

/** How fast one connection may be read: a bucket that holds one second's worth and refills steadily. Used by one thread at a time. */
final class Pace {
    private final int perSecond;
    private double tokens;
    private long refilledNanos;

    Pace(int perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.tokens = perSecond;
        this.refilledNanos = nowNanos;
    }

    /** Counts one message and says for how many nanoseconds the next should wait; 0 at an honest pace. */
    long take(long nowNanos) {
        tokens = Math.min(perSecond, tokens + (nowNanos - refilledNanos) * 1e-9 * perSecond) - 1;
        refilledNanos = nowNanos;
        return tokens >= 0 ? 0 : (long) (-tokens / perSecond * 1e9);
    }
}
