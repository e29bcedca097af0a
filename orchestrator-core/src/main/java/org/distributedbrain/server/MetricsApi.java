package org.distributedbrain.server;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import org.distributedbrain.metrics.Metrics;

/** Metrics for Prometheus, those of the requests themselves among them. */
public final class MetricsApi implements Extension {
    private static final String BEGAN = "brain.began";

    private final Metrics metrics;

    public MetricsApi(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public List<RouteGroup> routes() {
        return List.of(RouteGroup.of(
                "Watching",
                "What watches over an orchestrator asks for.",
                Route.get("/metrics", Scope.READ, "Everything that is measured, for Prometheus", this::scrape)
                        .answers(200, Content.of("text/plain"))));
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.before(ctx -> ctx.attribute(BEGAN, System.nanoTime()));
        config.routes.after(this::count);
    }

    private void count(Context ctx) {
        Long began = ctx.attribute(BEGAN);
        if (began == null) {
            return;
        }
        var endpoint = ctx.endpoints().matchedHttpEndpoint();
        var path = endpoint == null ? "none" : endpoint.path;
        metrics.request(ctx.method().name(), path, ctx.statusCode(), System.nanoTime() - began);
    }

    private void scrape(Context ctx) {
        ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                .header("Cache-Control", "no-store")
                .result(metrics.scrape());
    }
}
