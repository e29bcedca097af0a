package org.distributedbrain.bench.liars;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.worker.JoinUrl;
import org.jspecify.annotations.Nullable;

/** Honest workers and liars at one orchestrator. Owns their connections. */
public final class LiarFleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int HEARTBEAT_SECONDS = 2;

    private final List<FleetWorker> workers = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fleet-timer").factory());

    private LiarFleet() {}

    /**
     * Connects {@code honest} workers and then one for each lie, and waits until all are taken in.
     *
     * @param blockBytes the largest block that each says it can hold, so that jobs have many chunks
     * @param patience after how many results those that wait begin to lie
     * @throws BadInput when the orchestrator does not take them in
     */
    public static LiarFleet join(URI join, int honest, List<Lie> lies, long blockBytes, int patience)
            throws IOException, InterruptedException {
        LiarFleet fleet = new LiarFleet();
        try {
            JoinUrl url = JoinUrl.parse(join.toString());
            for (int i = 0; i < honest; i++) {
                fleet.add(new FleetWorker(url, "honest-" + i, Lie.NONE, patience, blockBytes, null));
            }
            for (Lie lie : lies) {
                String claimed = lie == Lie.IMPOSTOR
                        ? Objects.requireNonNull(fleet.workers.getFirst().id())
                        : null;
                fleet.add(new FleetWorker(url, lie.words(), lie, patience, blockBytes, claimed));
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            fleet.close();
            throw e;
        }
        fleet.timer.scheduleAtFixedRate(
                () -> fleet.workers.forEach(FleetWorker::heartbeat),
                HEARTBEAT_SECONDS,
                HEARTBEAT_SECONDS,
                TimeUnit.SECONDS);
        return fleet;
    }

    private void add(FleetWorker worker) throws InterruptedException {
        workers.add(worker);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (worker.id() == null) {
            if (System.nanoTime() > deadline) {
                throw new BadInput("A worker of the fleet was not taken in within " + PATIENCE.toSeconds() + " s.");
            }
            Thread.sleep(1);
        }
    }

    public List<FleetWorker> workers() {
        return List.copyOf(workers);
    }

    /** The first with this lie. */
    public @Nullable FleetWorker worker(Lie lie) {
        return workers.stream()
                .filter(worker -> worker.lie() == lie)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.forEach(FleetWorker::close);
    }
}
