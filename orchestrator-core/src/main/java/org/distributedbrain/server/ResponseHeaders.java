package org.distributedbrain.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;

/**
 * Headers of every response: what the page may load and whom it may talk to, isolation (which also makes WASM threads possible), and, for
 * origins that the operator allowed, cross-origin access to the API.
 */
final class ResponseHeaders {
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self' ws: wss:; worker-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Embedder-Policy",
            "require-corp",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    private final Set<String> allowedOrigins;

    ResponseHeaders(Set<String> allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
    }

    void install(RoutesConfig routes) {
        routes.before(ctx -> {
            ALWAYS.forEach(ctx::header);
            allow(ctx);
            if (ctx.header("Access-Control-Request-Method") != null) {
                ctx.status(204).skipRemainingHandlers();
            }
        });
    }

    private void allow(Context ctx) {
        var origin = ctx.header("Origin");
        if (origin == null || !(allowedOrigins.contains(origin) || allowedOrigins.contains("*"))) {
            return;
        }
        ctx.header("Access-Control-Allow-Origin", origin)
                .header("Vary", "Origin")
                .header("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE")
                .header("Access-Control-Allow-Headers", "Authorization, Content-Type, Range")
                .header(
                        "Access-Control-Expose-Headers",
                        "Location, Content-Range, Content-Length, Retry-After, RateLimit, RateLimit-Policy")
                .header("Access-Control-Max-Age", "600");
    }
}
