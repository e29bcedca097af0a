package org.distributedbrain.server;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A token bucket for each of many clients: it holds {@code burst} requests and refills steadily. Remembers those that came last; who is forgotten
 * has a full one again.
 */
final class Buckets {
    private static final int MOST = 10_000;

    private final TimeMeter time;
    private final Map<String, Bucket> byClient = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    Buckets(LongSupplier nanos) {
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.getAsLong();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }

    /** Takes one request out of the client's bucket, if there is one in it. */
    ConsumptionProbe take(String client, int perSecond, int burst) {
        return bucket(client, perSecond, burst).tryConsumeAndReturnRemaining(1);
    }

    private synchronized Bucket bucket(String client, int perSecond, int burst) {
        return byClient.computeIfAbsent(
                client,
                _ -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
    }
}
