package org.distributedbrain;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.DeviceSpec;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.persist.DeviceStore;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters those who join as workers into the registry of devices, as what they tell of themselves, and strikes them off when they have left. It
 * looks now and then, on a thread of its own: the registry is no part of any job's way.
 */
final class JoinedDevices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JoinedDevices.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** Well within the time in which a device must be seen to be counted. */
    private static final Duration SEEN_AGAIN = Duration.ofSeconds(90);

    private static final double BYTES_PER_GB = 1e9;

    private final DeviceStore store;
    private final Supplier<Snapshot> grid;
    private final InstantSource clock;
    private final Set<WorkerId> entered = new HashSet<>();
    private long enteredNanos;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("device-registry").factory());

    JoinedDevices(DeviceStore store, Supplier<Snapshot> grid, InstantSource clock) {
        this.store = store;
        this.grid = grid;
        this.clock = clock;
        thread.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            enter();
        } catch (RuntimeException e) {
            LOG.warn("The registry of devices could not be brought up to date; it is tried again.", e);
        }
    }

    private void enter() {
        Map<WorkerId, DeviceSpec> here = grid.get().workers().stream()
                .filter(worker -> worker.state() != WorkerState.GONE)
                .collect(Collectors.toMap(WorkerView::id, JoinedDevices::spec));
        Set<WorkerId> gone = new HashSet<>(entered);
        gone.removeAll(here.keySet());
        store.left(gone, clock.instant());
        entered.removeAll(gone);

        boolean again = System.nanoTime() - enteredNanos > SEEN_AGAIN.toNanos();
        Map<WorkerId, DeviceSpec> due = here.entrySet().stream()
                .filter(worker -> again || !entered.contains(worker.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        store.joined(due, clock.instant());
        entered.addAll(due.keySet());
        if (again) {
            enteredNanos = System.nanoTime();
        }
    }

    /** A tablet counts as a phone, and what does not tell its kind as a desktop. What is not told counts nothing. */
    private static DeviceSpec spec(WorkerView worker) {
        Capabilities told = worker.told();
        String kind = worker.deviceKind();
        return new DeviceSpec(
                worker.name().length() <= DeviceSpec.LONGEST_NAME
                        ? worker.name()
                        : worker.name().substring(0, DeviceSpec.LONGEST_NAME),
                kind.equals("tablet") ? "phone" : DeviceSpec.TYPES.contains(kind) ? kind : "desktop",
                told.memoryGb() == null ? 0 : told.memoryGb(),
                told.cores() == null ? 0 : told.cores().intValue(),
                told.storageBytes() == null ? 0 : told.storageBytes() / BYTES_PER_GB);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
        try {
            store.left(entered, clock.instant());
        } catch (RuntimeException e) {
            LOG.debug("Those who left with the orchestrator are struck off when it starts again", e);
        }
    }
}
