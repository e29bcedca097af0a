package org.distributedbrain.server;

import io.javalin.http.Context;
import org.distributedbrain.Grid;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.server.api.FaultDocument;
import org.distributedbrain.server.api.Words;
import org.jspecify.annotations.Nullable;

/** The fault timeline over HTTP. */
final class FaultApi {
    private static final Paging PAGING = new Paging(50, 1_000);

    private final Grid grid;

    FaultApi(Grid grid) {
        this.grid = grid;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Faults",
                "What went wrong with workers, and what was done about it.",
                Route.get("/api/v1/faults", Scope.READ, "The faults, newest first", this::list)
                        .takes(
                                Parameter.query("job", Schema.uuid(), "Only those of this job"),
                                Parameter.query("worker", Schema.text(), "Only those of this worker"),
                                Parameter.query("kind", Schema.word(FaultKind.class), "Only those of this kind"))
                        .takes(PAGING.parameters())
                        .answers(200, FaultDocument.Page.class));
    }

    private void list(Context ctx) {
        var limit = PAGING.limit(ctx);
        var job = ctx.queryParam("job");
        var worker = ctx.queryParam("worker");
        var after = ctx.queryParam("after");
        var filter = new FaultFilter(job == null ? null : Query.jobId(job), worker, kind(ctx.queryParam("kind")));
        var faults = grid.faults(filter, after == null ? null : new FaultId(after), limit);
        var page = faults.stream().map(FaultDocument::of).toList();
        Reply.json(ctx, new FaultDocument.Page(page, PAGING.next(ctx, page, FaultDocument::id)));
    }

    private static @Nullable FaultKind kind(@Nullable String word) {
        return word == null ? null : Words.parse("kind", FaultKind.class, word.replace('-', '_'));
    }
}
