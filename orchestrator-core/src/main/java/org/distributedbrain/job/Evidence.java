package org.distributedbrain.job;

import org.jspecify.annotations.Nullable;

/**
 * What verification found in a chunk that it let pass, with the values that were kept.
 *
 * @param vectors how many random vectors the chunk was tested with
 * @param worstResidual the largest residual of a row as a part of its bound; at most 1
 * @param rowsRecomputed rows that were computed again on the orchestrator's CPU, in whole or in part, because they hold non-finite values or
 *     stood out without being provably wrong
 * @param maxError the largest absolute difference to a float64 product on the CPU, or null where none was computed
 * @param bound how far one value may be off unnoticed, as a part of the root mean square of the chunk's values; 0 where these are all 0, null
 *     where it is not known
 * @param missProbability how likely the chunk would have passed with one value off by more than the bound, or with a row off by as much as
 *     its rows are large; null where it is not known
 */
public record Evidence(
        int vectors,
        double worstResidual,
        int rowsRecomputed,
        @Nullable Double maxError,
        @Nullable Double bound,
        @Nullable Double missProbability) {

    /** Where no more is known than the residuals. */
    public Evidence(int vectors, double worstResidual, int rowsRecomputed, @Nullable Double maxError) {
        this(vectors, worstResidual, rowsRecomputed, maxError, null, null);
    }
}
