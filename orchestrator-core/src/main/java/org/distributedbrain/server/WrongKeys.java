package org.distributedbrain.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts wrong join keys per address within a minute, so that keys cannot be guessed at speed. Remembers 10,000 addresses. */
final class WrongKeys {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int MAX_ADDRESSES = 10_000;

    private final int limit;
    private final Map<String, Attempts> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    private record Attempts(long firstNanos, int count) {}

    WrongKeys(int perMinute) {
        this.limit = perMinute;
    }

    /** Seconds that this address has to wait before it may try again; 0 when it need not. */
    synchronized long waitSeconds(String address, long nowNanos) {
        Attempts attempts = byAddress.get(address);
        if (attempts == null || attempts.count < limit) {
            return 0;
        }
        long leftNanos = MINUTE_NANOS - (nowNanos - attempts.firstNanos);
        return leftNanos <= 0 ? 0 : leftNanos / 1_000_000_000L + 1;
    }

    synchronized void add(String address, long nowNanos) {
        byAddress.merge(
                address,
                new Attempts(nowNanos, 1),
                (before, one) -> nowNanos - before.firstNanos > MINUTE_NANOS
                        ? one
                        : new Attempts(before.firstNanos, before.count + 1));
    }
}
