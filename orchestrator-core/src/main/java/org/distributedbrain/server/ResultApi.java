package org.distributedbrain.server;

import static org.distributedbrain.server.Scope.READ;

import io.javalin.http.Context;
import java.io.IOException;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;

/** What came of a job over HTTP: its result, and the proof of it. */
final class ResultApi {
    private final Grid grid;

    ResultApi(Grid grid) {
        this.grid = grid;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Results",
                "What came of a job.",
                Route.get(
                                "/api/v1/jobs/{id}/result",
                                READ,
                                "The result as .npy, whole or one range of it",
                                this::result)
                        .takes(JobApi.ID)
                        .takes(RangedFile.PARAMETERS)
                        .answers(200, Content.BYTES)
                        .answers(206, Content.BYTES)
                        .answers(304, "It is the one that If-None-Match names")
                        .answers(404, JobApi.NONE)
                        .answers(409, "It has no result yet")
                        .answers(416, "The range is not in the file"),
                Route.get("/api/v1/jobs/{id}/certificate", READ, "The proof of a result", this::certificate)
                        .takes(JobApi.ID)
                        .answers(200, Content.of("application/json"))
                        .answers(404, JobApi.NONE)
                        .answers(409, "There can be none, and why"));
    }

    private void result(Context ctx) throws IOException {
        var job = JobApi.existing(grid, ctx);
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
        RangedFile.send(ctx, file, '"' + job.id().value() + '"');
    }

    private void certificate(Context ctx) {
        var job = JobApi.existing(grid, ctx);
        try {
            ctx.contentType("application/json")
                    .header("Cache-Control", "no-store")
                    .result(grid.certificate(job.id()).bytes());
        } catch (BadInput e) {
            throw new Problem(409, String.valueOf(e.getMessage()));
        }
    }
}
