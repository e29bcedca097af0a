package org.distributedbrain.server;

import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.Map;
import org.distributedbrain.Grid;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.StatusDocument;

/** What anyone may ask: is it alive, and how busy is it. Nothing here names a job, a worker or an address. */
final class PublicApi {
    private final Grid grid;
    private final long startedNanos = System.nanoTime();

    PublicApi(Grid grid) {
        this.grid = grid;
    }

    void install(RoutesConfig routes) {
        routes.get("/health", ctx -> ctx.contentType("application/json").result(Json.bytes(Map.of("status", "ok"))));
        routes.get("/api/status", ctx -> ctx.contentType("application/json").result(Json.bytes(status())));
    }

    private StatusDocument status() {
        var totals = grid.snapshot().totals();
        var uptime = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis() / 1e3;
        return new StatusDocument(
                "ok",
                Version.text(),
                uptime,
                totals.activeWorkers(),
                totals.jobsInQueue(),
                totals.jobsCompleted(),
                totals.averageResponseMs(),
                totals.gigaflops());
    }
}
