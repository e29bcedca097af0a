package org.distributedbrain.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.server.api.InvitationDocument;
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
        routes.get("/api/v1/leaderboard", this::leaderboard);
        routes.get("/api/v1/invitation", ctx -> reply(ctx, InvitationDocument.of(grid.invitation())));
    }

    private void nodes(Context ctx) {
        reply(
                ctx,
                new NodeDocument.Page(
                        grid.snapshot().workers().stream().map(NodeDocument::of).toList()));
    }

    private void quarantine(Context ctx, boolean wanted) {
        var worker = new WorkerId(ctx.pathParam("id"));
        try {
            reply(ctx, StandingDocument.of(worker, grid.quarantine(worker, wanted)));
        } catch (BadInput unknown) {
            throw new Problem(404, String.valueOf(unknown.getMessage()));
        }
    }

    private void leaderboard(Context ctx) {
        reply(ctx, LeaderboardDocument.of(grid.leaderboard(Query.limit(ctx, 10, 1000))));
    }

    private static void reply(Context ctx, Object document) {
        ctx.contentType("application/json").header("Cache-Control", "no-store").result(Json.bytes(document));
    }
}
