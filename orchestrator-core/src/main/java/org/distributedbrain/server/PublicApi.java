package org.distributedbrain.server;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.distributedbrain.Grid;
import org.distributedbrain.Health;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.server.api.HealthDocument;
import org.distributedbrain.server.api.StatsDocument;
import org.distributedbrain.server.api.StatusDocument;
import org.distributedbrain.server.api.Words;

/** How the orchestrator is. What anyone may ask of it names no job, worker or address. */
final class PublicApi {
    private final Grid grid;
    private final long startedNanos = System.nanoTime();

    PublicApi(Grid grid) {
        this.grid = grid;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "State",
                "How the orchestrator is.",
                Route.get("/health", Scope.PUBLIC, "Whether the orchestrator can work", this::health)
                        .answers(200, HealthDocument.class)
                        .answers(503, Content.json(HealthDocument.class)),
                Route.get("/api/status", Scope.PUBLIC, "How busy the grid is", this::status)
                        .answers(200, StatusDocument.class),
                Route.get("/stats", Scope.READ, "The grid in numbers", this::stats)
                        .answers(200, StatsDocument.class));
    }

    /** 503 while nothing can be decided or stored: whoever watches over this orchestrator may start it again. */
    private void health(Context ctx) {
        var health = grid.health();
        Reply.json(ctx.status(health == Health.WELL ? 200 : 503), HealthDocument.of(health));
    }

    private void stats(Context ctx) {
        var snapshot = grid.snapshot();
        Map<String, Long> jobs = new TreeMap<>();
        for (var stage : JobFilter.Stage.values()) {
            jobs.put(Words.of(stage), grid.jobCount(JobFilter.ALL.of(stage)));
        }
        Map<String, Integer> workers = new TreeMap<>();
        snapshot.workers().stream()
                .filter(worker -> worker.state() != WorkerState.GONE)
                .forEach(worker -> workers.merge(Words.of(worker.state()), 1, Integer::sum));
        var totals = snapshot.totals();
        Reply.json(
                ctx,
                new StatsDocument(
                        uptimeSeconds(),
                        jobs,
                        workers,
                        grid.operands().size(),
                        totals.averageResponseMs(),
                        totals.gigaflops()));
    }

    private double uptimeSeconds() {
        return Duration.ofNanos(System.nanoTime() - startedNanos).toMillis() / 1e3;
    }

    private void status(Context ctx) {
        var totals = grid.snapshot().totals();
        Reply.json(
                ctx,
                new StatusDocument(
                        "ok",
                        Version.text(),
                        uptimeSeconds(),
                        totals.activeWorkers(),
                        totals.jobsInQueue(),
                        totals.jobsCompleted(),
                        totals.averageResponseMs(),
                        totals.gigaflops()));
    }
}
