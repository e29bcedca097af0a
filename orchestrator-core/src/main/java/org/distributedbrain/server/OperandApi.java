package org.distributedbrain.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.persist.Blobs;
import org.distributedbrain.persist.OperandStore;
import org.distributedbrain.publish.OperandView;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.OperandDocument;

/** Matrices on the grid over HTTP: put an uploaded file there, list, look, remove. */
final class OperandApi {
    private final Grid grid;
    private final Blobs blobs;

    OperandApi(Grid grid, Blobs blobs) {
        this.grid = grid;
        this.blobs = blobs;
    }

    void install(RoutesConfig routes) {
        routes.post("/api/v1/operands", this::put);
        routes.get("/api/v1/operands", this::list);
        routes.get("/api/v1/operands/{id}", ctx -> reply(ctx, OperandDocument.of(existing(ctx))));
        routes.delete("/api/v1/operands/{id}", this::remove);
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
        reply(ctx, operand);
    }

    private void list(Context ctx) {
        var limit = Query.limit(ctx, 50, OperandStore.LIMIT);
        var after = ctx.queryParam("after");
        var all = grid.operands();
        var first = after == null ? 0 : Math.min(all.size(), position(BlobApi.checked(after)) + 1);
        var page = all.subList(first, all.size()).stream().limit(limit);
        reply(ctx, new OperandDocument.Page(page.map(OperandDocument::of).toList()));
    }

    /** Past the last one when it was removed meanwhile: an empty page ends the list. */
    private int position(OperandId id) {
        var all = grid.operands();
        for (var i = 0; i < all.size(); i++) {
            if (all.get(i).operand().id().equals(id)) {
                return i;
            }
        }
        return all.size();
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

    private static void reply(Context ctx, Object document) {
        ctx.contentType("application/json").header("Cache-Control", "no-store").result(Json.bytes(document));
    }
}
