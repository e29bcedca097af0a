package org.distributedbrain.server;

import java.util.List;
import org.distributedbrain.Grid;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.server.api.JobDocument;
import org.jspecify.annotations.Nullable;

/** Tells how one job gets on: an event {@code job} whenever it changed, the last one when it has ended. */
final class JobTeller implements EventStreams.Teller {
    private final Grid grid;
    private final JobId id;
    private @Nullable String lastId;
    private @Nullable JobView told;

    /** @param lastId of the event that the listener had last, if it was connected before */
    JobTeller(Grid grid, JobId id, @Nullable String lastId) {
        this.grid = grid;
        this.id = id;
        this.lastId = lastId;
    }

    @Override
    public List<ServerSentEvent> tell(Snapshot snapshot) {
        var now = snapshot.jobs().stream()
                .filter(job -> job.id().equals(id))
                .findFirst()
                .or(() -> grid.job(id))
                .orElse(null);
        if (now == null || now.equals(told)) {
            return List.of();
        }
        told = now;
        var event = ServerSentEvent.of("job", JobDocument.of(now));
        if (event.id().equals(lastId)) {
            return List.of();
        }
        lastId = event.id();
        return List.of(event);
    }

    @Override
    public boolean hasEnded() {
        return told != null && told.state().isFinal();
    }
}
