package org.distributedbrain.server;

import static org.distributedbrain.server.Scope.READ;
import static org.distributedbrain.server.Scope.SUBMIT;

import io.javalin.http.Context;
import org.distributedbrain.Grid;
import org.distributedbrain.persist.Blobs;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.server.api.EstimateDocument;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.SubmitDocument;

/** Jobs over HTTP: submit, look, wait, do again, cancel. Submitting is in {@link Submission}. */
final class JobApi {
    static final Parameter ID = Parameter.path("id", Schema.uuid(), "The job's id");
    static final String NONE = "There is no such job";

    private static final String NO_JSON = "The body is no JSON";
    private static final Content JOB = Content.json(SubmitDocument.class)
            .example("{\"kernel\":\"matmul\",\"rowsA\":64,\"colsA\":64,\"colsB\":64,\"seed\":7}");
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
                "Submit a job, follow it, do it again.",
                Route.post("/api/v1/jobs", SUBMIT, "Submits a job", this::submit)
                        .body(JOB)
                        .answers(201, JobDocument.class)
                        .answers(415, NO_JSON),
                Route.post("/api/v1/jobs/estimate", SUBMIT, "What a job would take now", this::estimate)
                        .body(JOB)
                        .answers(200, EstimateDocument.class)
                        .answers(415, NO_JSON),
                Route.get("/api/v1/jobs/{id}", READ, "One job, now or when it has ended", this::one)
                        .takes(ID, WAIT)
                        .answers(200, JobDocument.class)
                        .answers(404, NONE),
                Route.post("/api/v1/jobs/{id}/replay", SUBMIT, "Submits the same job again, as a new one", this::replay)
                        .takes(ID)
                        .answers(201, JobDocument.class)
                        .answers(404, NONE)
                        .answers(409, "What it was computed from is not here any more"),
                Route.delete("/api/v1/jobs/{id}", SUBMIT, "Cancels an unfinished job", this::cancel)
                        .takes(ID)
                        .answers(200, JobDocument.class)
                        .answers(403, "It is another's")
                        .answers(404, NONE)
                        .answers(409, "It had ended already"));
    }

    private void submit(Context ctx) {
        requireJson(ctx);
        var request = JobRequest.parse(ctx.bodyAsBytes());
        created(ctx, own.submit(Principal.of(ctx), () -> submission.submit(request)));
    }

    private void replay(Context ctx) {
        var job = existing(grid, ctx);
        created(ctx, own.submit(Principal.of(ctx), () -> submission.again(job)));
    }

    private static void created(Context ctx, JobView job) {
        Reply.json(ctx.status(201).header("Location", "/api/v1/jobs/" + job.id()), JobDocument.of(job));
    }

    private void estimate(Context ctx) {
        requireJson(ctx);
        Reply.json(ctx, EstimateDocument.of(submission.estimate(JobRequest.parse(ctx.bodyAsBytes())), null));
    }

    private static void requireJson(Context ctx) {
        var type = ctx.contentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new Problem(415, "A job is described in JSON: send it with 'Content-Type: application/json'.");
        }
    }

    private void one(Context ctx) throws InterruptedException {
        var job = existing(grid, ctx);
        var wait = Query.await(ctx);
        var latest = wait.isZero() || job.state().isFinal() ? job : grid.await(job.id(), wait);
        Reply.json(ctx, JobDocument.of(latest));
    }

    private void cancel(Context ctx) {
        var job = existing(grid, ctx);
        own.mustBeOwn(Principal.of(ctx), job.id());
        if (!grid.cancel(job.id())) {
            throw new Problem(409, "Job " + job.id() + " had ended already: there is nothing to cancel.");
        }
        Reply.json(ctx, JobDocument.of(grid.job(job.id()).orElse(job)));
    }

    /** The job that the path names. */
    static JobView existing(Grid grid, Context ctx) {
        var id = Query.jobId(ctx.pathParam("id"));
        return grid.job(id)
                .orElseThrow(
                        () -> new Problem(404, "There is no job " + id + ": GET /api/v1/jobs lists those there are."));
    }
}
