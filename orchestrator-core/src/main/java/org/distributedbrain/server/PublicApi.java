package org.distributedbrain.server;

import io.javalin.http.Context;
import java.time.Duration;
import org.distributedbrain.Grid;
import org.distributedbrain.Health;
import org.distributedbrain.server.api.HealthDocument;
import org.distributedbrain.server.api.StatusDocument;

/** What anyone may ask: is it alive, and how busy is it. Nothing here names a job, a worker or an address. */
final class PublicApi {
    private final Grid grid;
    private final long startedNanos = System.nanoTime();

    PublicApi(Grid grid) {
        this.grid = grid;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Public",
                "What anyone may ask.",
                Route.get("/health", Scope.PUBLIC, "Whether the orchestrator can work", this::health)
                        .answers(200, HealthDocument.class)
                        .answers(503, Content.json(HealthDocument.class)),
                Route.get("/api/status", Scope.PUBLIC, "How busy the grid is", this::status)
                        .answers(200, StatusDocument.class));
    }

    /** 503 while nothing can be decided or stored: whoever watches over this orchestrator may start it again. */
    private void health(Context ctx) {
        var health = grid.health();
        Reply.json(ctx.status(health == Health.WELL ? 200 : 503), HealthDocument.of(health));
    }

    private void status(Context ctx) {
        var totals = grid.snapshot().totals();
        var uptime = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis() / 1e3;
        Reply.json(
                ctx,
                new StatusDocument(
                        "ok",
                        Version.text(),
                        uptime,
                        totals.activeWorkers(),
                        totals.jobsInQueue(),
                        totals.jobsCompleted(),
                        totals.averageResponseMs(),
                        totals.gigaflops()));
    }
}
