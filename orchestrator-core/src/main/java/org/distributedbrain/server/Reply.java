package org.distributedbrain.server;

import io.javalin.http.Context;
import org.distributedbrain.server.api.Json;

/** Answers in JSON, which nobody keeps: the next moment may have another answer. */
final class Reply {
    private Reply() {}

    static void json(Context ctx, Object document) {
        ctx.contentType("application/json").header("Cache-Control", "no-store").result(Json.bytes(document));
    }
}
