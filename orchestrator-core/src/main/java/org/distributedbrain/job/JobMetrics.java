package org.distributedbrain.job;

import org.jspecify.annotations.Nullable;

/**
 * The figures of a finished job (FR-010, FR-011).
 *
 * @param totalMs from the first chunk handed out to the complete, durable result, wall time
 * @param computeMs wall time that workers spent computing accepted chunks, summed over workers
 * @param transferMs time that workers waited for operands with nothing to compute, and results were on their way back, summed over workers; a
 *     moment counts once in each direction, however many chunks wait
 * @param workersUsed workers with at least one accepted chunk
 * @param chunks chunks in the plan
 * @param avgChunkMs {@code computeMs / chunks}
 * @param throughputMops {@code 2mkn / totalMs}, in millions of operations per second
 * @param efficiencyPercent {@code computeMs / (workersUsed · totalMs) · 100}: how much of the workers' time was arithmetic
 * @param bytesOut operand bytes sent to workers
 * @param bytesIn result bytes received
 * @param vectors random vectors each chunk was tested with
 * @param worstResidual largest residual of any row, as a part of its bound
 * @param rowsRecomputed rows recomputed on the orchestrator's CPU
 * @param maxError largest absolute difference to a float64 product, or null when the job was too large for a full comparison
 * @param bound how far one value may be off unnoticed, as a part of the root mean square of its tile; null when that is not known of every
 *     chunk
 * @param missProbability how likely a tile passed with one value off by more than that, or with a row that is wrong altogether; null
 *     likewise
 * @param chunksCompared chunks that two or more computed alike, this computer among them; 0 where results are tested instead
 */
public record JobMetrics(
        double totalMs,
        double computeMs,
        double transferMs,
        int workersUsed,
        int chunks,
        double avgChunkMs,
        double throughputMops,
        double efficiencyPercent,
        long bytesOut,
        long bytesIn,
        int vectors,
        double worstResidual,
        int rowsRecomputed,
        @Nullable Double maxError,
        @Nullable Double bound,
        @Nullable Double missProbability,
        int chunksCompared) {}
