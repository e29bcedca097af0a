package org.distributedbrain.app.live;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.distributedbrain.Grid;
import org.distributedbrain.publish.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Brings snapshots to the screen thread. At most one hand-over is pending at any time, and it shows the latest snapshot at the moment it
 * runs: a screen that cannot keep up skips snapshots, it never falls behind.
 */
public final class SnapshotFeed implements AutoCloseable {
    private final AtomicReference<@Nullable Snapshot> waiting = new AtomicReference<>();
    private final Executor screen;
    private final Consumer<Snapshot> shown;
    private final Grid.Subscription subscription;
    private volatile boolean closed;

    public SnapshotFeed(Grid grid, Executor screen, Consumer<Snapshot> shown) {
        this.screen = screen;
        this.shown = shown;
        offer(grid.snapshot());
        this.subscription = grid.subscribe(this::offer);
    }

    private void offer(Snapshot snapshot) {
        if (waiting.getAndSet(snapshot) == null) {
            screen.execute(this::show);
        }
    }

    private void show() {
        Snapshot latest = waiting.getAndSet(null);
        if (latest != null && !closed) {
            shown.accept(latest);
        }
    }

    @Override
    public void close() {
        closed = true;
        subscription.close();
    }
}
