package org.distributedbrain.server;

import io.javalin.http.Context;
import java.util.function.Supplier;
import org.distributedbrain.server.api.Json;
import org.jspecify.annotations.Nullable;

/** What this API is, told by itself. Made when it is first asked for, and kept. */
final class DescriptionApi {
    private final Supplier<Routes> routes;
    private volatile byte @Nullable [] description;

    DescriptionApi(Supplier<Routes> routes) {
        this.routes = routes;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Description",
                "What this API is; /docs is a page to read it.",
                Route.get("/openapi.json", Scope.PUBLIC, "This description, in OpenAPI 3.1", this::describe)
                        .answers(200, Content.of("application/json")));
    }

    private void describe(Context ctx) {
        var made = description;
        if (made == null) {
            made = Json.bytes(OpenApi.of(routes.get()));
            description = made;
        }
        ctx.contentType("application/json").header("Cache-Control", "no-cache").result(made);
    }
}
