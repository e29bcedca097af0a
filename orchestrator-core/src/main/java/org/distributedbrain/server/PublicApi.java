package org.distributedbrain.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
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
        routes.get("/health", this::health);
        routes.get("/api/status", ctx -> ctx.contentType("application/json").result(Json.bytes(status())));
    }

    /** 503 while what is decided cannot be stored: no job is taken then, and none goes on. */
    private void health(Context ctx) {
        var well = grid.snapshot().trouble() == null; // which may name a folder
        ctx.status(well ? 200 : 503)
                .contentType("application/json")
                .result(
                        Json.bytes(
                                well
                                        ? Map.of("status", "ok")
                                        : Map.of(
                                                "status",
                                                "failing",
                                                "reason",
                                                "The database cannot be written at present, and jobs pause: the console and the log say why.")));
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
