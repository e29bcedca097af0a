package org.distributedbrain.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a chunk, from the moment the chunk was ready until the attempt ended: what a lane of the task stream is drawn from. Times that
 * were not reached are null; those that are not are in the order of the parameters.
 *
 * @param readyAt when the chunk could have been handed out
 * @param sentAt when it was
 * @param startedAt when all operands were at the worker
 * @param computedAt when the worker announced the result
 * @param returnedAt when its last byte was here
 * @param checkedAt when verification had decided
 * @param endedAt when the values were durable, or when the attempt ended otherwise
 * @param bytesOut operand bytes sent for it
 * @param bytesIn result bytes received
 * @param computeMs wall time of the computation by the worker's own clock
 */
public record Attempt(
        TaskId task,
        ChunkId chunk,
        WorkerId worker,
        Instant readyAt,
        Instant sentAt,
        @Nullable Instant startedAt,
        @Nullable Instant computedAt,
        @Nullable Instant returnedAt,
        @Nullable Instant checkedAt,
        Instant endedAt,
        Outcome outcome,
        long bytesOut,
        long bytesIn,
        double computeMs) {

    /** How an attempt ended. */
    public enum Outcome {
        VERIFIED,
        /** Another attempt at the same chunk was first. */
        SUPERSEDED,
        /** The job ended, or the worker's owner paused it. */
        CANCELLED,
        /** Verification proved the values wrong. */
        WRONG,
        /** The worker said that it cannot do it. */
        FAILED,
        /** The worker was not back in time. */
        OVERDUE,
        /** The worker vanished. */
        LOST,
        /** The worker was quarantined before this was proven right. */
        DISTRUSTED
    }
}
