package org.distributedbrain.job;

import org.jspecify.annotations.Nullable;

/**
 * What verification found in a chunk that it let pass.
 *
 * @param vectors how many random vectors the chunk was tested with
 * @param worstResidual the largest residual of a row as a part of its bound; at most 1 for rows that were not recomputed
 * @param rowsRecomputed rows that were computed again on the orchestrator's CPU, because they hold non-finite values or exceeded
 *     the bound without being provably wrong
 * @param maxError the largest absolute difference to a float64 product on the CPU, or null where none was computed
 */
public record Evidence(
        int vectors,
        double worstResidual,
        int rowsRecomputed,
        @Nullable Double maxError) {}
