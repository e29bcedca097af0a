package org.distributedbrain.server;

import static org.distributedbrain.server.Scope.READ;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.distributedbrain.Grid;
import org.distributedbrain.publish.JobsCsv;
import org.distributedbrain.server.api.ExecutionDocument;
import org.distributedbrain.server.api.JobDocument;

/** Jobs of any age over HTTP: as pages, as a table, and who computed what of one. */
final class HistoryApi {
    private static final Paging JOBS = new Paging(50, 1_000);
    private static final Paging EXECUTIONS = new Paging(100, 1_000);
    private static final int MOST_ROWS = 100_000;
    private static final Parameter ROWS =
            Parameter.query("limit", Schema.whole(1, MOST_ROWS).standard(10_000), "How many at the most");

    private final Grid grid;

    HistoryApi(Grid grid) {
        this.grid = grid;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "History",
                "Jobs of any age.",
                Route.get("/api/v1/jobs", READ, "The jobs that a filter lets through, a page at a time", this::list)
                        .takes(JobQuery.PARAMETERS)
                        .takes(JOBS.parameters())
                        .answers(200, JobDocument.Page.class),
                Route.get("/api/v1/jobs.csv", READ, "The same jobs as a table (RFC 4180)", this::csv)
                        .takes(JobQuery.PARAMETERS)
                        .takes(ROWS)
                        .answers(200, Content.of("text/csv")),
                Route.get("/api/v1/jobs/{id}/executions", READ, "The attempts at a job's chunks", this::executions)
                        .takes(JobApi.ID)
                        .takes(EXECUTIONS.parameters())
                        .answers(200, ExecutionDocument.Page.class)
                        .answers(404, JobApi.NONE));
    }

    private void list(Context ctx) {
        var after = ctx.queryParam("after");
        var found = grid.jobs(JobQuery.filter(ctx), after == null ? null : Query.jobId(after), JOBS.limit(ctx));
        var page = found.stream().map(JobDocument::of).toList();
        Reply.json(ctx, new JobDocument.Page(page, JOBS.next(ctx, page, JobDocument::id)));
    }

    /** Sent while it is read: never more of it than a page is in memory. */
    private void csv(Context ctx) throws IOException {
        var limit = Query.limit(ctx, 10_000, MOST_ROWS);
        var filter = JobQuery.filter(ctx);
        ctx.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"jobs.csv\"")
                .header("Cache-Control", "no-store");
        var text = new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8);
        JobsCsv.write(text, limit, (after, page) -> grid.jobs(filter, after, page));
        text.flush();
    }

    private void executions(Context ctx) {
        var limit = EXECUTIONS.limit(ctx);
        var after = Query.task(ctx, "after");
        var page = grid.executions(JobApi.existing(grid, ctx).id(), after, limit).stream()
                .map(ExecutionDocument::of)
                .toList();
        var next = page.size() < limit ? null : page.getLast().task();
        Reply.json(ctx, new ExecutionDocument.Page(page, next));
    }
}
