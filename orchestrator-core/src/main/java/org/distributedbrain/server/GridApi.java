package org.distributedbrain.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Consumer;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.LeaderboardDocument;
import org.distributedbrain.server.api.NodeDocument;
import org.distributedbrain.server.api.StandingDocument;

/** The operator's questions and decisions about workers. */
final class GridApi {
    private final Grid grid;

    GridApi(Grid grid) {
        this.grid = grid;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/nodes", this::nodes);
        routes.post("/api/v1/nodes/{id}/quarantine", ctx -> quarantine(ctx, true));
        routes.post("/api/v1/nodes/{id}/release", ctx -> quarantine(ctx, false));
        routes.post("/api/v1/nodes/{id}/drain", ctx -> wish(ctx, grid::drain));
        routes.post("/api/v1/nodes/{id}/resume", ctx -> wish(ctx, grid::resume));
        routes.delete("/api/v1/nodes/{id}", ctx -> wish(ctx, grid::remove));
        routes.get("/api/v1/leaderboard", this::leaderboard);
    }

    private void nodes(Context ctx) {
        reply(
                ctx,
                new NodeDocument.Page(
                        grid.snapshot().workers().stream().map(NodeDocument::of).toList()));
    }

    private void quarantine(Context ctx, boolean wanted) {
        wish(ctx, worker -> reply(ctx, StandingDocument.of(worker, grid.quarantine(worker, wanted))));
    }

    /** What has no answer of its own is answered with 204. */
    private static void wish(Context ctx, Consumer<WorkerId> wish) {
        try {
            ctx.status(204);
            wish.accept(new WorkerId(ctx.pathParam("id")));
        } catch (BadInput unknown) {
            throw new Problem(404, String.valueOf(unknown.getMessage()));
        }
    }

    private void leaderboard(Context ctx) {
        reply(ctx, LeaderboardDocument.of(grid.leaderboard(Query.limit(ctx, 10, 1000))));
    }

    private static void reply(Context ctx, Object document) {
        ctx.status(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .result(Json.bytes(document));
    }
}
