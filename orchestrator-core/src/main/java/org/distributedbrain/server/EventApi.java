package org.distributedbrain.server;

import static org.distributedbrain.server.Scope.READ;

import io.javalin.http.Context;
import java.io.IOException;
import org.distributedbrain.Grid;

/** What happens, told as it happens. */
final class EventApi {
    private static final Content EVENTS = Content.of("text/event-stream");
    private static final String FULL = "As many listen as may: " + EventStreams.MOST;

    private final Grid grid;
    private final EventStreams streams;

    EventApi(Grid grid, EventStreams streams) {
        this.grid = grid;
        this.streams = streams;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Events",
                "What happens, told as it happens: server-sent events, as EventSource and any HTTP client read them.",
                Route.get("/api/v1/jobs/{id}/events", READ, "A job's progress until it ends", this::job)
                        .takes(
                                JobApi.ID,
                                Parameter.header(
                                        "Last-Event-ID", Schema.text(), "The id of the last event that was received"))
                        .answers(200, EVENTS)
                        .answers(204, "It has ended, and the last event was received")
                        .answers(404, JobApi.NONE)
                        .answers(503, FULL),
                Route.get("/api/v1/events", READ, "What changes on the whole grid", this::all)
                        .answers(200, EVENTS)
                        .answers(503, FULL));
    }

    private void job(Context ctx) throws IOException, InterruptedException {
        var job = JobApi.existing(grid, ctx);
        var lastId = ctx.header("Last-Event-ID");
        var teller = new JobTeller(grid, job.id(), lastId);
        if (lastId != null && teller.tell(grid.snapshot()).isEmpty() && teller.hasEnded()) {
            ctx.status(204); // which tells an EventSource not to come back
            return;
        }
        streams.serve(ctx, new JobTeller(grid, job.id(), lastId));
    }

    private void all(Context ctx) throws IOException, InterruptedException {
        streams.serve(ctx, new GridTeller());
    }
}
