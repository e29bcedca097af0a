package org.distributedbrain.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.JobStore.StoreException;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.ProblemDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where exceptions become HTTP statuses and RFC 9457 documents. */
final class ErrorMapping {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorMapping.class);

    private ErrorMapping() {}

    static void install(RoutesConfig routes) {
        routes.exception(BadInput.class, (e, ctx) -> write(ctx, 400, sentence(e)));
        routes.exception(Problem.class, (e, ctx) -> write(ctx, e.status(), sentence(e)));
        routes.exception(HttpResponseException.class, (e, ctx) -> write(ctx, e.getStatus(), framework(e, ctx)));
        routes.exception(StoreException.class, (e, ctx) -> {
            LOG.error("The store failed at {} {}", ctx.method(), ctx.path(), e);
            write(ctx, 503, sentence(e));
        });
        routes.exception(IOException.class, (e, ctx) -> {
            LOG.debug("The connection ended at {} {}: {}", ctx.method(), ctx.path(), e.toString());
            write(ctx, 400, "The request could not be read to its end.");
        });
        routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("Unexpected failure at {} {}", ctx.method(), ctx.path(), e);
            write(ctx, 500, "The orchestrator failed inside: its log says more.");
        });
    }

    private static void write(Context ctx, int status, String detail) {
        if (ctx.res().isCommitted()) {
            return;
        }
        var title = HttpStatus.forStatus(status).getMessage();
        ctx.status(status)
                .contentType("application/problem+json")
                .result(Json.bytes(new ProblemDocument(title, status, detail)));
    }

    private static String framework(HttpResponseException e, Context ctx) {
        if (e.getStatus() == 404) {
            return "There is nothing at " + ctx.path() + ".";
        }
        if (e.getStatus() == 405) {
            var allowed = e.getDetails().getOrDefault("availableMethods", "");
            ctx.header("Allow", allowed);
            return ctx.method() + " is not possible at " + ctx.path() + ": use " + allowed + ".";
        }
        if (e.getStatus() == 413) {
            return "The body is longer than " + HttpServer.MAX_JSON_BYTES
                    + " bytes, the limit here: matrices are uploaded with PUT /api/v1/blobs/SHA-256.";
        }
        return sentence(e);
    }

    private static String sentence(Exception e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
