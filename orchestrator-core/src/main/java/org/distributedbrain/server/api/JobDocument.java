package org.distributedbrain.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/**
 * One job in JSON.
 *
 * @param state {@code queued}, {@code running}, {@code sealing}, {@code done}, {@code failed} or {@code cancelled}
 * @param metrics present once the job is done
 */
public record JobDocument(
        String id,
        String kernel,
        int rowsA,
        int colsA,
        int colsB,
        String label,
        String state,
        int chunksDone,
        int chunks,
        Instant submittedAt,
        @Nullable Instant finishedAt,
        List<String> notes,
        @Nullable String waitingFor,
        @Nullable String failure,
        @Nullable JobMetrics metrics) {

    public static JobDocument of(JobView job) {
        return new JobDocument(
                job.id().value(),
                "matmul",
                job.size().rowsA(),
                job.size().colsA(),
                job.size().colsB(),
                job.label(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.chunksDone(),
                job.chunks(),
                job.submittedAt(),
                job.finishedAt(),
                job.notes(),
                job.waitingFor(),
                job.failure(),
                job.metrics());
    }

    public boolean succeeded() {
        return state.equals("done");
    }

    public boolean hasEnded() {
        return succeeded() || state.equals("failed") || state.equals("cancelled");
    }

    /** The sizes as people read them. */
    public String size() {
        return rowsA + "×" + colsA + " · " + colsA + "×" + colsB;
    }

    /** A list of jobs, newest first. */
    public record Page(List<JobDocument> jobs) {}
}
