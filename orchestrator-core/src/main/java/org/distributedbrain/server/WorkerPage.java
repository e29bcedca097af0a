package org.distributedbrain.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pages of the worker-page jar: {@code /join}, which a device opens to join; {@code /bench}, which measures it; {@code /docs}, about the API; their files under {@code /assets}. */
final class WorkerPage {
    /** Plain relative names only: no empty segment, none that begins with a dot. */
    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("wgsl", "text/plain; charset=utf-8"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    private final Map<String, Asset> cache = new ConcurrentHashMap<>();

    void install(RoutesConfig routes) {
        routes.get("/", ctx -> ctx.redirect("/join"), Scope.PUBLIC);
        routes.get("/join", ctx -> serve(ctx, "index.html"), Scope.PUBLIC);
        routes.get("/bench", ctx -> serve(ctx, "bench.html"), Scope.PUBLIC);
        routes.get("/docs", ctx -> serve(ctx, "docs.html"), Scope.PUBLIC);
        routes.get("/assets/<file>", ctx -> serve(ctx, ctx.pathParam("file")), Scope.PUBLIC);
    }

    /** Browsers ask each time and get 304 while nothing changed: an update of the orchestrator reaches every device at once. */
    private void serve(Context ctx, String name) {
        var asset = find(name);
        if (asset == null) {
            throw new Problem(404, "There is nothing at " + ctx.path() + ".");
        }
        ctx.header("ETag", asset.etag()).header("Cache-Control", "no-cache");
        if (asset.etag().equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
        } else {
            ctx.contentType(asset.type()).result(asset.bytes());
        }
    }

    private @Nullable Asset find(String name) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !NAME.matcher(name).matches()) {
            return null;
        }
        return cache.computeIfAbsent(name, file -> load(file, type));
    }

    @SuppressWarnings("NullAway") // computeIfAbsent keeps nothing when its function returns null
    private static Asset load(String name, String type) {
        try (var in = WorkerPage.class.getResourceAsStream("/page/" + name)) {
            if (in == null) {
                return null;
            }
            var bytes = in.readAllBytes();
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Asset(bytes, type, '"' + HexFormat.of().formatHex(hash, 0, 12) + '"');
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("The worker page's file " + name + " cannot be read.", e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by identity, never by value
    private record Asset(byte[] bytes, String type, String etag) {}
}
