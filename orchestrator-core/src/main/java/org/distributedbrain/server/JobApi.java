package org.distributedbrain.server;

import static org.distributedbrain.server.Scope.READ;
import static org.distributedbrain.server.Scope.SUBMIT;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.Blobs;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.JobsCsv;
import org.distributedbrain.server.api.EstimateDocument;
import org.distributedbrain.server.api.ExecutionDocument;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.SubmitDocument;

/** Jobs over HTTP: submit, look, wait, cancel, fetch the result. Submitting is in {@link Submission}. */
final class JobApi {
    private static final Paging JOBS = new Paging(50, 1_000);
    private static final Paging EXECUTIONS = new Paging(100, 1_000);
    private static final Parameter ID = Parameter.path("id", Schema.uuid(), "The job's id");
    private static final Content JOB = Content.json(SubmitDocument.class)
            .example("{\"kernel\":\"matmul\",\"rowsA\":64,\"colsA\":64,\"colsB\":64,\"seed\":7}");
    private static final String NONE = "There is no such job";

    private static final int MOST_ROWS = 100_000;
    private static final Parameter TABLE =
            Parameter.query("limit", Schema.whole(1, MOST_ROWS).standard(10_000), "How many at the most");
    private static final Parameter WAIT =
            Parameter.query("wait", Schema.matching("^\\d{1,6}(ms|s)$"), "How long to wait for the end, at most 25s");

    private final Grid grid;
    private final Submission submission;
    private final OwnJobs own;

    JobApi(Grid grid, Blobs blobs, OwnJobs own) {
        this.grid = grid;
        this.submission = new Submission(grid, blobs);
        this.own = own;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Jobs",
                "Submit a job, follow it, fetch its result; the history of all of them.",
                Route.post("/api/v1/jobs", SUBMIT, "Submits a job", this::submit)
                        .body(JOB)
                        .answers(201, JobDocument.class)
                        .answers(415, "The body is no JSON"),
                Route.post("/api/v1/jobs/estimate", SUBMIT, "What a job would take now", this::estimate)
                        .body(JOB)
                        .answers(200, EstimateDocument.class)
                        .answers(415, "The body is no JSON"),
                Route.get("/api/v1/jobs", READ, "The jobs that a filter lets through, a page at a time", this::list)
                        .takes(JobQuery.PARAMETERS)
                        .takes(JOBS.parameters())
                        .answers(200, JobDocument.Page.class),
                Route.get("/api/v1/jobs.csv", READ, "The same jobs as a table (RFC 4180)", this::csv)
                        .takes(JobQuery.PARAMETERS)
                        .takes(TABLE)
                        .answers(200, Content.of("text/csv")),
                Route.get("/api/v1/jobs/{id}", READ, "One job, now or when it has ended", this::one)
                        .takes(ID, WAIT)
                        .answers(200, JobDocument.class)
                        .answers(404, NONE),
                Route.delete("/api/v1/jobs/{id}", SUBMIT, "Cancels an unfinished job", this::cancel)
                        .takes(ID)
                        .answers(200, JobDocument.class)
                        .answers(403, "It is another's")
                        .answers(404, NONE)
                        .answers(409, "It had ended already"),
                Route.get("/api/v1/jobs/{id}/result", READ, "The result, whole or one range of it", this::result)
                        .takes(
                                ID,
                                Parameter.header("Range", Schema.text(), "One range of bytes (RFC 9110, section 14)"))
                        .answers(200, Content.BYTES)
                        .answers(206, Content.BYTES)
                        .answers(404, NONE)
                        .answers(409, "It has no result yet")
                        .answers(416, "The range is not in the file"),
                Route.get("/api/v1/jobs/{id}/certificate", READ, "The proof of a result", this::certificate)
                        .takes(ID)
                        .answers(200, Content.of("application/json"))
                        .answers(404, NONE)
                        .answers(409, "There can be none, and why"),
                Route.get("/api/v1/jobs/{id}/executions", READ, "The attempts at a job's chunks", this::executions)
                        .takes(ID)
                        .takes(EXECUTIONS.parameters())
                        .answers(200, ExecutionDocument.Page.class)
                        .answers(404, NONE));
    }

    private void submit(Context ctx) throws IOException {
        requireJson(ctx);
        var request = JobRequest.parse(ctx.bodyAsBytes());
        var job = own.submit(Principal.of(ctx), () -> submission.submit(request));
        ctx.status(201).header("Location", "/api/v1/jobs/" + job.id());
        Reply.json(ctx, JobDocument.of(job));
    }

    private void estimate(Context ctx) throws IOException {
        requireJson(ctx);
        Reply.json(ctx, EstimateDocument.of(submission.estimate(JobRequest.parse(ctx.bodyAsBytes())), null));
    }

    private static void requireJson(Context ctx) {
        var type = ctx.contentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new Problem(415, "A job is described in JSON: send it with 'Content-Type: application/json'.");
        }
    }

    private void list(Context ctx) {
        var limit = JOBS.limit(ctx);
        var after = ctx.queryParam("after");
        var page = grid.jobs(JobQuery.filter(ctx), after == null ? null : Query.jobId(after), limit).stream()
                .map(JobDocument::of)
                .toList();
        Reply.json(
                ctx,
                new JobDocument.Page(
                        page, page.size() < limit ? null : page.getLast().id()));
    }

    private void csv(Context ctx) throws IOException {
        var limit = Query.limit(ctx, 10_000, MOST_ROWS);
        var filter = JobQuery.filter(ctx);
        var text = new StringWriter();
        JobsCsv.write(text, limit, (after, page) -> grid.jobs(filter, after, page));
        ctx.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"jobs.csv\"")
                .result(text.toString());
    }

    private void one(Context ctx) throws InterruptedException {
        var job = existing(ctx);
        var wait = Query.await(ctx);
        var latest = wait.isZero() || job.state().isFinal() ? job : grid.await(job.id(), wait);
        Reply.json(ctx, JobDocument.of(latest));
    }

    private void cancel(Context ctx) {
        var job = existing(ctx);
        own.mustBeOwn(Principal.of(ctx), job.id());
        if (!grid.cancel(job.id())) {
            throw new Problem(409, "Job " + job.id() + " had ended already: there is nothing to cancel.");
        }
        Reply.json(ctx, JobDocument.of(grid.job(job.id()).orElse(job)));
    }

    private void result(Context ctx) throws IOException {
        var job = existing(ctx);
        if (!job.state().isFinal()) {
            throw new Problem(
                    409,
                    "Job " + job.id()
                            + " has not ended yet: ask again when it is done, or wait for it with ?wait=20s.");
        }
        var file = grid.result(job.id());
        ctx.header("Content-Disposition", "attachment; filename=\"" + job.id() + ".npy\"");
        // A file does not say by itself whether anybody checked it.
        ctx.header("X-Verification", job.options().verification().word());
        RangedFile.send(ctx, file, "application/octet-stream");
    }

    private void certificate(Context ctx) {
        var job = existing(ctx);
        try {
            ctx.contentType("application/json")
                    .header("Cache-Control", "no-store")
                    .result(grid.certificate(job.id()).bytes());
        } catch (BadInput e) {
            throw new Problem(409, String.valueOf(e.getMessage()));
        }
    }

    private void executions(Context ctx) {
        var limit = EXECUTIONS.limit(ctx);
        var after = Query.task(ctx, "after");
        var page = grid.executions(existing(ctx).id(), after, limit).stream()
                .map(ExecutionDocument::of)
                .toList();
        Reply.json(
                ctx,
                new ExecutionDocument.Page(
                        page, page.size() < limit ? null : page.getLast().task()));
    }

    private JobView existing(Context ctx) {
        var id = Query.jobId(ctx.pathParam("id"));
        return grid.job(id)
                .orElseThrow(
                        () -> new Problem(404, "There is no job " + id + ": GET /api/v1/jobs lists those there are."));
    }
}
