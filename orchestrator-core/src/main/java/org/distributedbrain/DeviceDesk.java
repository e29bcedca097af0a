package org.distributedbrain;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.distributedbrain.job.DeviceSpec;
import org.distributedbrain.persist.DeviceStore;
import org.distributedbrain.publish.DeviceView;
import org.distributedbrain.publish.NetworkTotals;
import org.distributedbrain.server.DeviceRegistry;
import org.jspecify.annotations.Nullable;

/** The registry of devices as the doors see it. Owns the totals that were last summed up. */
final class DeviceDesk implements DeviceRegistry {
    /** Who was not seen for so long is not counted. */
    static final Duration ACTIVE = Duration.ofMinutes(5);

    /** Anyone may ask for the totals: however many do, the database is asked once in this time. */
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final DeviceStore store;
    private final InstantSource clock;
    private @Nullable NetworkTotals totals;
    private long summedNanos;

    DeviceDesk(DeviceStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public synchronized NetworkTotals totals() {
        long now = System.nanoTime();
        NetworkTotals kept = totals;
        if (kept == null || now - summedNanos > KEPT.toNanos()) {
            kept = store.totals(clock.instant().minus(ACTIVE));
            totals = kept;
            summedNanos = now;
        }
        return kept;
    }

    @Override
    public DeviceView register(String owner, DeviceSpec spec) {
        return store.register(owner, spec, clock.instant());
    }

    @Override
    public Optional<DeviceView> seen(String owner, String device) {
        return store.seen(owner, device, clock.instant());
    }

    @Override
    public Optional<DeviceView> deactivate(String owner, String device) {
        return store.deactivate(owner, device, clock.instant());
    }

    @Override
    public List<DeviceView> devices(@Nullable String owner, @Nullable String after, int limit) {
        DeviceView last = after == null ? null : store.device(after).orElse(null);
        return after != null && last == null ? List.of() : store.devices(owner, last, limit);
    }
}
