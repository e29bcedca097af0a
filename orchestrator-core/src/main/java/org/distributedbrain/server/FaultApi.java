package org.distributedbrain.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.distributedbrain.Grid;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.server.api.FaultDocument;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.Words;
import org.jspecify.annotations.Nullable;

/** The fault timeline over HTTP. */
final class FaultApi {
    private static final int PAGE = 1_000;

    private final Grid grid;

    FaultApi(Grid grid) {
        this.grid = grid;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/faults", this::list);
    }

    private void list(Context ctx) {
        var limit = Query.limit(ctx, 50, PAGE);
        var job = ctx.queryParam("job");
        var worker = ctx.queryParam("worker");
        var after = ctx.queryParam("after");
        var filter = new FaultFilter(job == null ? null : Query.jobId(job), worker, kind(ctx.queryParam("kind")));
        var faults = grid.faults(filter, after == null ? null : new FaultId(after), limit);
        ctx.contentType("application/json")
                .header("Cache-Control", "no-store")
                .result(Json.bytes(new FaultDocument.Page(
                        faults.stream().map(FaultDocument::of).toList())));
    }

    private static @Nullable FaultKind kind(@Nullable String word) {
        return word == null ? null : Words.parse("kind", FaultKind.class, word.replace('-', '_'));
    }
}
