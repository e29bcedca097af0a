package org.distributedbrain.server;

import static org.distributedbrain.server.Scope.OPERATE;
import static org.distributedbrain.server.Scope.READ;
import static org.distributedbrain.server.Scope.SUBMIT;

import io.javalin.http.Context;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.Blobs;
import org.distributedbrain.persist.OperandStore;
import org.distributedbrain.publish.OperandView;
import org.distributedbrain.server.api.OperandDocument;
import org.distributedbrain.server.api.PutOperandDocument;

/** Matrices on the grid over HTTP: put an uploaded file there, list, look, remove. */
final class OperandApi {
    private static final Paging PAGING = new Paging(50, OperandStore.LIMIT);
    private static final Parameter ID =
            Parameter.path("id", Schema.text(), "Its id, at least 8 of the first digits of it, or its name");

    private final Grid grid;
    private final Blobs blobs;

    OperandApi(Grid grid, Blobs blobs) {
        this.grid = grid;
        this.blobs = blobs;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Matrices on the grid",
                "Matrices that any job can use and that workers keep.",
                Route.post("/api/v1/operands", SUBMIT, "Puts an uploaded matrix on the grid", this::put)
                        .body(Content.json(PutOperandDocument.class).example("{\"blob\":\"" + "0".repeat(64) + "\"}"))
                        .answers(201, OperandDocument.class),
                Route.get("/api/v1/operands", READ, "The matrices on the grid, those put last first", this::list)
                        .takes(PAGING.parameters())
                        .answers(200, OperandDocument.Page.class),
                Route.get("/api/v1/operands/{id}", READ, "One matrix on the grid", this::one)
                        .takes(ID)
                        .answers(200, OperandDocument.class)
                        .answers(404, "There is none"),
                Route.delete("/api/v1/operands/{id}", OPERATE, "Takes a matrix off the grid", this::remove)
                        .takes(ID)
                        .answers(204, "It is gone")
                        .answers(404, "There is none")
                        .answers(409, "An unfinished job uses it"));
    }

    private void one(Context ctx) {
        Reply.json(ctx, OperandDocument.of(existing(ctx)));
    }

    private void put(Context ctx) {
        var type = ctx.contentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new Problem(415, "What to put on the grid is said in JSON: send 'Content-Type: application/json'.");
        }
        var request = OperandRequest.parse(ctx.bodyAsBytes());
        var blob = blobs.find(request.blob())
                .orElseThrow(() -> new BadInput("There is no uploaded file " + request.blob()
                        + ": send it first with PUT /api/v1/blobs/" + request.blob() + "."));
        var name = request.name() == null ? blob.name() : request.name();
        var operand = OperandDocument.of(grid.putOperand(blob.file(), name));
        ctx.status(201).header("Location", "/api/v1/operands/" + operand.id());
        Reply.json(ctx, operand);
    }

    private void list(Context ctx) {
        var all = grid.operands().stream().map(OperandDocument::of).toList();
        var page = PAGING.of(ctx, all, OperandDocument::id);
        Reply.json(ctx, new OperandDocument.Page(page, PAGING.next(ctx, page, OperandDocument::id)));
    }

    private void remove(Context ctx) {
        var operand = existing(ctx).operand();
        grid.removeOperand(operand.id()).ifPresent(sentence -> {
            throw new Problem(409, sentence);
        });
        ctx.status(204);
    }

    private OperandView existing(Context ctx) {
        var id = ctx.pathParam("id");
        return grid.operand(id).orElseThrow(() -> new Problem(404, unknown(id)));
    }

    static String unknown(String idOrName) {
        return "There is no matrix '" + (idOrName.length() <= 80 ? idOrName : idOrName.substring(0, 80) + "…")
                + "' on the grid: ./brain operands lists those there are, and ./brain put FILE adds one.";
    }
}
