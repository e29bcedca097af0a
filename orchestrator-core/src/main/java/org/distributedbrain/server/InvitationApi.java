package org.distributedbrain.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;
import org.distributedbrain.Grid;
import org.distributedbrain.Invitation;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.InvitationDocument;
import org.distributedbrain.server.api.Json;

/** The ways in for workers: which there are, opening and closing the door to the network, and a new join key. */
final class InvitationApi {
    private static final String OPEN = "open";

    private final Grid grid;

    InvitationApi(Grid grid) {
        this.grid = grid;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/invitation", ctx -> reply(ctx, grid.invitation()));
        routes.post("/api/v1/invitation/door", ctx -> reply(ctx, grid.openDoor(wanted(ctx))));
        routes.post("/api/v1/invitation/renew", ctx -> reply(ctx, grid.renewJoinKey()));
    }

    private static boolean wanted(Context ctx) {
        var json = RequestBody.object(ctx.bodyAsBytes(), "the door, for example {\"open\":true}");
        RequestBody.refuseOthers(json, Set.of(OPEN));
        var open = json.path(OPEN);
        if (!open.isBoolean()) {
            throw new BadInput("open must be true or false, not " + RequestBody.shown(open) + ".");
        }
        return open.asBoolean();
    }

    private static void reply(Context ctx, Invitation invitation) {
        ctx.status(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .result(Json.bytes(InvitationDocument.of(invitation)));
    }
}
