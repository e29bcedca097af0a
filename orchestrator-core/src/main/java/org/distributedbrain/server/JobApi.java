package org.distributedbrain.server;

import io.javalin.config.RoutesConfig;
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
import org.distributedbrain.server.api.Json;

/** Jobs over HTTP: submit, look, wait, cancel, fetch the result. Submitting is in {@link Submission}. */
final class JobApi {
    /** The most jobs in one answer; {@code after} asks for the next ones. */
    private static final int PAGE = 1_000;

    private final Grid grid;
    private final Submission submission;

    JobApi(Grid grid, Blobs blobs) {
        this.grid = grid;
        this.submission = new Submission(grid, blobs);
    }

    void install(RoutesConfig routes) {
        routes.post("/api/v1/jobs", this::submit);
        routes.post("/api/v1/jobs/estimate", this::estimate);
        routes.get("/api/v1/jobs", this::list);
        routes.get("/api/v1/jobs.csv", this::csv);
        routes.get("/api/v1/jobs/{id}", this::one);
        routes.delete("/api/v1/jobs/{id}", this::cancel);
        routes.get("/api/v1/jobs/{id}/result", this::result);
        routes.get("/api/v1/jobs/{id}/certificate", this::certificate);
        routes.get("/api/v1/jobs/{id}/executions", this::executions);
    }

    private void submit(Context ctx) throws IOException {
        requireJson(ctx);
        var job = submission.submit(JobRequest.parse(ctx.bodyAsBytes()));
        ctx.status(201).header("Location", "/api/v1/jobs/" + job.id());
        reply(ctx, JobDocument.of(job));
    }

    private void estimate(Context ctx) throws IOException {
        requireJson(ctx);
        reply(ctx, EstimateDocument.of(submission.estimate(JobRequest.parse(ctx.bodyAsBytes())), null));
    }

    private static void requireJson(Context ctx) {
        var type = ctx.contentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new Problem(415, "A job is described in JSON: send it with 'Content-Type: application/json'.");
        }
    }

    private void list(Context ctx) {
        var limit = Query.limit(ctx, 50, PAGE);
        var after = ctx.queryParam("after");
        var page = grid.jobs(JobQuery.filter(ctx), after == null ? null : Query.jobId(after), limit).stream()
                .map(JobDocument::of)
                .toList();
        reply(
                ctx,
                new JobDocument.Page(
                        page, page.size() < limit ? null : page.getLast().id()));
    }

    private void csv(Context ctx) throws IOException {
        var limit = Query.limit(ctx, 10_000, 100_000);
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
        reply(ctx, JobDocument.of(latest));
    }

    private void cancel(Context ctx) {
        var job = existing(ctx);
        if (!grid.cancel(job.id())) {
            throw new Problem(409, "Job " + job.id() + " had ended already: there is nothing to cancel.");
        }
        reply(ctx, JobDocument.of(grid.job(job.id()).orElse(job)));
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
        var limit = Query.limit(ctx, 100, PAGE);
        var after = Query.task(ctx, "after");
        var page = grid.executions(existing(ctx).id(), after, limit).stream()
                .map(ExecutionDocument::of)
                .toList();
        reply(
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

    private static void reply(Context ctx, Object document) {
        ctx.contentType("application/json").header("Cache-Control", "no-store").result(Json.bytes(document));
    }
}
