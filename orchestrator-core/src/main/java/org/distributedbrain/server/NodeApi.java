package org.distributedbrain.server;

import static org.distributedbrain.server.Scope.OPERATE;
import static org.distributedbrain.server.Scope.READ;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.function.Consumer;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.server.api.LeaderboardDocument;
import org.distributedbrain.server.api.NodeDocument;
import org.distributedbrain.server.api.StandingDocument;

/** The operator's questions and decisions about workers. */
final class NodeApi {
    /** As many as can be connected are one page. */
    private static final Paging NODES = new Paging(1_000, 1_000);

    private static final Paging LEADERS = new Paging(10, 1_000);
    private static final Parameter ID = Parameter.path("id", Schema.text(), "The worker's id");
    private static final String NONE = "There was never such a worker";
    private static final String DONE = "Done";

    private final Grid grid;

    NodeApi(Grid grid) {
        this.grid = grid;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Workers",
                "The devices that compute, and the operator's decisions about them.",
                Route.get("/api/v1/nodes", READ, "The connected workers, and those recently gone", this::nodes)
                        .takes(NODES.parameters())
                        .answers(200, NodeDocument.Page.class),
                Route.get("/api/v1/nodes/{id}", READ, "One worker that is connected, or recently gone", this::one)
                        .takes(ID)
                        .answers(200, NodeDocument.class)
                        .answers(404, "It is neither"),
                decision("quarantine", "Gives a worker no ordinary work", ctx -> quarantine(ctx, true))
                        .answers(200, StandingDocument.class),
                decision("release", "Ends a worker's quarantine", ctx -> quarantine(ctx, false))
                        .answers(200, StandingDocument.class),
                decision("drain", "Gives a worker nothing new", ctx -> wish(ctx, grid::drain))
                        .answers(204, DONE),
                decision("resume", "Gives a drained worker work again", ctx -> wish(ctx, grid::resume))
                        .answers(204, DONE),
                Route.delete("/api/v1/nodes/{id}", OPERATE, "Sends a worker away", ctx -> wish(ctx, grid::remove))
                        .takes(ID)
                        .answers(204, DONE)
                        .answers(404, NONE),
                Route.get("/api/v1/leaderboard", READ, "The best contributors of all time", this::leaderboard)
                        .takes(LEADERS.parameters())
                        .answers(200, LeaderboardDocument.class));
    }

    private static Route decision(String verb, String summary, Handler handler) {
        return Route.post("/api/v1/nodes/{id}/" + verb, OPERATE, summary, handler)
                .takes(ID)
                .answers(404, NONE);
    }

    private void nodes(Context ctx) {
        var all = grid.snapshot().workers().stream().map(NodeDocument::of).toList();
        var page = NODES.of(ctx, all, NodeDocument::id);
        Reply.json(ctx, new NodeDocument.Page(page, NODES.next(ctx, page, NodeDocument::id)));
    }

    private void one(Context ctx) {
        var id = ctx.pathParam("id");
        var worker = grid.snapshot().workers().stream()
                .filter(it -> it.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        404,
                        "No worker '" + shortened(id) + "' is connected: GET /api/v1/nodes lists those there are."));
        Reply.json(ctx, NodeDocument.of(worker));
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private void quarantine(Context ctx, boolean wanted) {
        wish(ctx, worker -> Reply.json(ctx.status(200), StandingDocument.of(worker, grid.quarantine(worker, wanted))));
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
        var limit = LEADERS.limit(ctx);
        var after = ctx.queryParam("after") == null ? 0 : Query.whole(ctx, "after", 1, LEADERS.most());
        var last = Math.min(after + limit, LEADERS.most());
        var best = grid.leaderboard(last);
        var page = best.subList(Math.min(after, best.size()), best.size());
        Reply.json(ctx, LeaderboardDocument.of(page, best.size() < last || last == LEADERS.most() ? null : "" + last));
    }
}
