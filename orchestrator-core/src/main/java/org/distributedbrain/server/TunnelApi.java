package org.distributedbrain.server;

import static org.distributedbrain.server.Scope.OPERATE;

import io.javalin.http.Context;
import java.util.Set;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.TunnelDocument;

/** The tunnel: how it is, on and off. */
final class TunnelApi {
    private static final String FETCH = "fetchAgent";

    /** What a request says about the tunnel that is to be on. */
    record TunnelRequest(boolean fetchAgent) {}

    private final Grid grid;

    TunnelApi(Grid grid) {
        this.grid = grid;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Tunnel",
                "The way in from anywhere, through ngrok.",
                Route.get(
                                "/api/v1/tunnel",
                                OPERATE,
                                "How the tunnel is, and what went through it this month",
                                this::show)
                        .answers(200, TunnelDocument.class),
                Route.post(
                                "/api/v1/tunnel",
                                OPERATE,
                                "Wants the tunnel on; it comes up later, or the state says why not",
                                this::start)
                        .body(Content.json(TunnelRequest.class))
                        .answers(200, TunnelDocument.class),
                Route.delete(
                                "/api/v1/tunnel",
                                OPERATE,
                                "Ends the tunnel and disconnects who came through it",
                                this::stop)
                        .answers(200, TunnelDocument.class));
    }

    private void show(Context ctx) {
        Reply.json(ctx, TunnelDocument.of(grid.tunnel().view()));
    }

    private void start(Context ctx) {
        Reply.json(ctx, TunnelDocument.of(grid.tunnel().start(mayFetch(ctx))));
    }

    private void stop(Context ctx) {
        Reply.json(ctx, TunnelDocument.of(grid.tunnel().stop()));
    }

    private static boolean mayFetch(Context ctx) {
        var body = ctx.bodyAsBytes();
        if (body.length == 0) {
            return false;
        }
        var json = RequestBody.object(body, "whether ngrok's agent may be fetched, for example {\"fetchAgent\":false}");
        RequestBody.refuseOthers(json, Set.of(FETCH));
        var fetch = json.path(FETCH);
        if (!fetch.isMissingNode() && !fetch.isBoolean()) {
            throw new BadInput(FETCH + " must be true or false, not " + RequestBody.shown(fetch) + ".");
        }
        return fetch.asBoolean(false);
    }
}
