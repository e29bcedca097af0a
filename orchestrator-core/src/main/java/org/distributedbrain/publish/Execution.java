package org.distributedbrain.publish;

import org.distributedbrain.job.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as history keeps it; or several attempts of one worker at one job with the same outcome, merged to save room: then the first
 * task and chunk stand for all, {@code readyAt} and {@code sentAt} are the first of them, {@code endedAt} is the last, the other moments are
 * null, and bytes and compute time are sums.
 *
 * @param workerName what the worker called itself, or its id when that is not known
 * @param merged how many attempts it stands for, at least 1
 * @param busy how long the merged attempts were in each phase; null for a single one
 */
public record Execution(
        Attempt attempt,
        String workerName,
        int merged,
        @Nullable Busy busy) {

    public static Execution of(Attempt attempt, String workerName) {
        return new Execution(attempt, workerName, 1, null);
    }
}
