package org.distributedbrain.job;

import org.jspecify.annotations.Nullable;

/**
 * What a job is expected to take.
 *
 * @param totalMs from the first chunk handed out to the durable result, or null while no worker could take part
 * @param bytesOut operand bytes to workers
 * @param bytesIn result bytes from workers
 * @param boundBy what it will be waiting for most, or null while no worker could take part
 * @param localMs what this computer alone would take for the arithmetic, or null while that was not measured
 * @param workers how many workers would take part
 * @param learned by what the figures of links and speeds were multiplied for {@code totalMs}, because jobs like it took that much longer; 1 when
 *     there were none
 */
public record Estimate(
        @Nullable Double totalMs,
        long bytesOut,
        long bytesIn,
        @Nullable Bound boundBy,
        @Nullable Double localMs,
        int workers,
        double learned) {

    /** One in which nothing was learned from other jobs. */
    public Estimate(
            @Nullable Double totalMs,
            long bytesOut,
            long bytesIn,
            @Nullable Bound boundBy,
            @Nullable Double localMs,
            int workers) {
        this(totalMs, bytesOut, bytesIn, boundBy, localMs, workers, 1);
    }

    /** Whether this computer alone is expected to be done before the grid. */
    public boolean localIsFaster() {
        return totalMs != null && localMs != null && localMs < totalMs;
    }

    /** How far the expectation was off, in percent of the truth; positive when it was too long; null when nothing was expected. */
    public @Nullable Double errorPercent(double trueMs) {
        return totalMs == null ? null : Double.valueOf(100 * (totalMs - trueMs) / trueMs);
    }

    /** What sets a job's pace. */
    public enum Bound {
        /** The way of operands to workers. */
        UPLINK,
        /** The way of results from workers. */
        DOWNLINK,
        COMPUTE,
        /** What every chunk and every job costs, however small. */
        OVERHEAD
    }
}
