package org.distributedbrain.job;

import org.jspecify.annotations.Nullable;

/**
 * What a job is expected to take.
 *
 * @param totalMs from the first chunk handed out to the durable result
 * @param bytesOut operand bytes to workers
 * @param bytesIn result bytes from workers
 * @param boundBy what it will be waiting for most
 * @param localMs what this computer alone would take for the product, or null while that was not measured
 * @param workers how many workers would take part
 */
public record Estimate(
        double totalMs,
        long bytesOut,
        long bytesIn,
        Bound boundBy,
        @Nullable Double localMs,
        int workers) {

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
