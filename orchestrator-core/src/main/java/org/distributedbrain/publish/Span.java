package org.distributedbrain.publish;

import java.time.Duration;
import java.time.Instant;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a lane. At full resolution one thing is true in it from end to end; in a coarser one {@code kind} is what the lane showed
 * longest, and {@code busy} says how long everything was true: {@code share} is what a part of the lane is filled with.
 *
 * @param task the one task it shows, or null when there are several or none
 * @param ended how many attempts ended within it
 * @param faults how many of them came to grief, so that a short one can be marked however coarse the lane is
 */
public record Span(
        Instant from,
        Instant to,
        SpanKind kind,
        Busy busy,
        @Nullable TaskId task,
        @Nullable ChunkId chunk,
        int ended,
        int faults) {

    /** The part of it in which this was true, from 0 to 1. */
    public double share(SpanKind of) {
        long micros = Duration.between(from, to).toNanos() / 1_000;
        return micros == 0 ? 0 : Math.min(1, (double) busy.of(of) / micros);
    }
}
