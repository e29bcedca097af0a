package org.distributedbrain.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.WorkerState;
import org.jspecify.annotations.Nullable;

/** The demo's workers: native ones in this process, and a real browser when one is installed. */
final class DemoFleet implements AutoCloseable {
    private static final Duration NATIVE_PATIENCE = Duration.ofSeconds(30);
    private static final Duration BROWSER_PATIENCE = Duration.ofSeconds(60);
    private final Terminal terminal;
    private final @Nullable Chromium browser;

    private DemoFleet(Terminal terminal, @Nullable Chromium browser) {
        this.terminal = terminal;
        this.browser = browser;
    }

    /** Starts the workers and waits until they have joined. A browser that does not come is left out, and told. */
    static DemoFleet join(Grid grid, int natives, boolean withBrowser, @Nullable String engine, Terminal terminal)
            throws IOException, InterruptedException {
        var threads = Math.max(1, Runtime.getRuntime().availableProcessors() / Math.max(1, natives));
        for (var i = 1; i <= natives; i++) {
            grid.addLocalWorker("Native worker " + i, threads);
        }
        var program = withBrowser ? Chromium.find(terminal.environment()) : Optional.<Path>empty();
        var browser = program.isEmpty()
                ? null
                : Chromium.open(program.get(), page(grid.invitation().best(), engine));
        var fleet = new DemoFleet(terminal, browser);
        try {
            if (withBrowser && browser == null) {
                terminal.err()
                        .println(
                                "No Chromium is installed: native workers only. Install chromium to see a browser compute.");
            }
            if (browser != null) {
                fleet.expect(grid, natives + 1, BROWSER_PATIENCE);
            }
            fleet.expect(grid, natives, NATIVE_PATIENCE);
            if (grid.snapshot().totals().activeWorkers() == 0) {
                throw new BadInput("No worker joined: install chromium, or let native workers take part.");
            }
            return fleet;
        } catch (InterruptedException | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    /** The join URL; the page reads from its query that it is to join without a tap, and what to compute with. */
    private static URI page(URI join, @Nullable String engine) {
        var query = "?auto=1" + (engine == null ? "" : "&engine=" + engine);
        return URI.create(join.toString().replace("#", query + "#"));
    }

    private void expect(Grid grid, int workers, Duration patience) throws InterruptedException {
        var joined = new CompletableFuture<Void>();
        try (var _ = grid.subscribe(snapshot -> {
            if (connected(snapshot) >= workers) {
                joined.complete(null);
            }
        })) {
            joined.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            terminal.err()
                    .println("Only " + connected(grid.snapshot()) + " of " + Figures.of(workers, "worker")
                            + " joined within " + patience.toSeconds() + " s: going on with those.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long connected(Snapshot snapshot) {
        return snapshot.workers().stream()
                .filter(worker -> worker.state() != WorkerState.GONE)
                .count();
    }

    @Override
    public void close() {
        if (browser != null) {
            browser.close();
        }
    }
}
