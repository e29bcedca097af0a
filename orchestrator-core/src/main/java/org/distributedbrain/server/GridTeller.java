package org.distributedbrain.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.Totals;
import org.distributedbrain.server.api.JobDocument;
import org.jspecify.annotations.Nullable;

/** Tells what changes on the whole grid: an event {@code totals}, and an event {@code job} for each job that is unfinished or just ended. */
final class GridTeller implements EventStreams.Teller {
    /** The jobs of the last snapshot; none before the first. */
    private @Nullable Map<JobId, JobView> told;

    private @Nullable Totals totals;

    @Override
    public List<ServerSentEvent> tell(Snapshot snapshot) {
        List<ServerSentEvent> events = new ArrayList<>();
        if (!snapshot.totals().equals(totals)) {
            totals = snapshot.totals();
            events.add(ServerSentEvent.of("totals", snapshot.totals()));
        }
        Map<JobId, JobView> before = told;
        Map<JobId, JobView> now = new HashMap<>();
        for (var job : snapshot.jobs()) {
            now.put(job.id(), job);
            if (before == null ? !job.state().isFinal() : !job.equals(before.get(job.id()))) {
                events.add(ServerSentEvent.of("job", JobDocument.of(job)));
            }
        }
        told = now;
        return events;
    }

    @Override
    public boolean hasEnded() {
        return false;
    }
}
