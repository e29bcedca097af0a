package org.distributedbrain.publish;

import java.time.Instant;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Something that broke, and what was done about it.
 *
 * @param workerName the worker as people know it
 * @param job the job it happened to, or null, like {@code chunk} and {@code task}, when it happened to a worker only
 * @param action what was done about it, in words
 * @param story the recent events of what it happened to, one line each
 * @param recoveredAt when its chunk was handed out again; null: not yet, or there is nothing to hand out
 * @param recoveredBy the worker that then got it
 */
public record FaultView(
        FaultId id,
        FaultKind kind,
        WorkerId worker,
        String workerName,
        @Nullable JobId job,
        @Nullable Integer chunk,
        @Nullable TaskId task,
        String action,
        String story,
        Instant at,
        @Nullable Instant recoveredAt,
        @Nullable WorkerId recoveredBy) {

    /**
     * With what came of it.
     *
     * @param settledAt when that was; of interest only where a worker took over
     */
    public FaultView settled(String doneAboutIt, Instant settledAt, @Nullable WorkerId by) {
        return new FaultView(
                id,
                kind,
                worker,
                workerName,
                job,
                chunk,
                task,
                doneAboutIt,
                story,
                at,
                by == null ? null : settledAt,
                by);
    }
}
