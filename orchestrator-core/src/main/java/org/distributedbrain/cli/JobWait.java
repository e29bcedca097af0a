package org.distributedbrain.cli;

import org.distributedbrain.server.api.JobDocument;

/** Waits for the end of a job at the orchestrator, showing how it gets on. */
final class JobWait {
    /** Short enough that a bar moves, long enough that asking costs nothing. */
    private static final String EACH = "400ms";

    private JobWait() {}

    static JobDocument untilEnded(ApiClient client, JobDocument job, Terminal terminal) {
        var progress = new Progress(terminal);
        var latest = job;
        progress.update(latest);
        while (!latest.hasEnded()) {
            latest = client.get("/api/v1/jobs/" + job.id() + "?wait=" + EACH, JobDocument.class);
            progress.update(latest);
        }
        progress.end();
        return latest;
    }
}
