package org.distributedbrain.app.jobs;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.tiles.TileMap;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/** How far a job has come, from its submission to its result (FR-006). */
final class JobStages {

    /** What is so of a stage. */
    enum Status {
        PAST,
        NOW,
        AHEAD,
        BROKEN
    }

    /**
     * @param at when it was reached: of what happens tile by tile the first time up to Assigned, and the last time so far from Received on; null
     *     where nobody knows
     */
    record Stage(String name, @Nullable Instant at, Status status) {}

    private static final int RECEIVED = 3;
    private static final int LAST = 5;

    private JobStages() {}

    /** @param map its tiles, or null when it is not known how it was cut */
    static List<Stage> of(JobView job, @Nullable TileMap map) {
        TileMap.TileTimes times = map == null ? null : map.times();
        return List.of(
                new Stage(Texts.of("jobs.stage.submitted"), job.submittedAt(), Status.PAST),
                stage(job, 1, Texts.of("jobs.stage.planned"), times == null ? null : times.planned()),
                stage(job, 2, Texts.of("jobs.stage.assigned"), times == null ? null : times.assigned()),
                stage(job, RECEIVED, Texts.of("jobs.stage.received"), times == null ? null : times.received()),
                stage(job, 4, Texts.of("jobs.stage.verified"), times == null ? null : times.verified()),
                stage(job, LAST, last(job), job.finishedAt()));
    }

    private static String last(JobView job) {
        return switch (job.state()) {
            case FAILED -> Texts.of("jobs.stage.failed");
            case CANCELLED -> Texts.of("jobs.stage.cancelled");
            case QUEUED, RUNNING, SEALING, DONE -> Texts.of("jobs.stage.aggregated");
        };
    }

    private static Stage stage(JobView job, int number, String name, @Nullable Instant at) {
        return new Stage(name, at, status(job, number, at));
    }

    private static Status status(JobView job, int number, @Nullable Instant at) {
        return switch (job.state()) {
            case QUEUED -> number == 1 && job.grid() != null ? Status.PAST : Status.AHEAD;
            case RUNNING ->
                number < RECEIVED ? Status.PAST : number == LAST || job.chunksDone() == 0 ? Status.AHEAD : Status.NOW;
            case SEALING -> number == LAST ? Status.NOW : Status.PAST;
            case DONE -> Status.PAST;
            case FAILED, CANCELLED -> number == LAST ? Status.BROKEN : at == null ? Status.AHEAD : Status.PAST;
        };
    }
}
