package org.distributedbrain.server;

import static org.distributedbrain.server.Scope.OPERATE;

import io.javalin.http.Context;
import java.util.Set;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.InvitationDocument;

/** The ways in for workers: which there are, opening and closing the door to the network, and a new join key. */
final class InvitationApi {
    private static final String OPEN = "open";

    /** What a request says about the door. */
    record DoorRequest(boolean open) {}

    private final Grid grid;

    InvitationApi(Grid grid) {
        this.grid = grid;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Invitation",
                "The ways in for workers.",
                Route.get("/api/v1/invitation", OPERATE, "The join URLs, with the join key", this::show)
                        .answers(200, InvitationDocument.class),
                Route.post("/api/v1/invitation/door", OPERATE, "Opens or closes the door to the network", this::door)
                        .body(Content.json(DoorRequest.class).example("{\"open\":false}"))
                        .answers(200, InvitationDocument.class),
                Route.post(
                                "/api/v1/invitation/renew",
                                OPERATE,
                                "Makes a new join key; the old one is void",
                                this::renew)
                        .answers(200, InvitationDocument.class));
    }

    private void show(Context ctx) {
        Reply.json(ctx, InvitationDocument.of(grid.invitation()));
    }

    private void door(Context ctx) {
        Reply.json(ctx, InvitationDocument.of(grid.openDoor(wanted(ctx))));
    }

    private void renew(Context ctx) {
        Reply.json(ctx, InvitationDocument.of(grid.renewJoinKey()));
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
}
