package org.distributedbrain.kernel.matmul;

/**
 * How far an honest float32 product may be from the exact one. The derivation is in docs/decisions/0002-verification-bound.md.
 *
 * <p>{@code EPS} is 2^-23, the distance from 1 to the next float32: an engine may round to nearest (error at most EPS/2 per operation) or,
 * as WGSL allows, to either neighbour (at most EPS). It may also replace subnormal numbers by 0, losing up to {@code Float.MIN_NORMAL} each
 * time.
 */
final class RoundingBound {
    private static final double EPS = 0x1p-23;

    /** Standard deviation of a residual, in units, under rounding to nearest in sequential order. */
    static final double USUAL_NOISE = 0.2;

    private static final double STATISTICAL = 10 * USUAL_NOISE;

    private static final double UNDERFLOW_DEVIATIONS = 10;

    /**
     * From this part of the Cauchy-Schwarz bound {@code ‖C_i‖ ≤ ‖a_i‖·‖B‖} on the terms of a sum are nearly equal, as in products of constant
     * matrices, and their rounding errors need not have a mean of 0: they may grow with k instead of its root.
     */
    private static final double NEARLY_PARALLEL = 0.95;

    private static final double DRIFT = 0.25;

    private RoundingBound() {}

    /** γ of k + 2 operations: k roundings on the way of any term into the sum, whatever the order, and two to spare. */
    static double gamma(int inner) {
        double n = (inner + 2) * EPS;
        return n / (1 - n);
    }

    /**
     * The most that underflow can cost one element: each of k products and k sums, and each factor, may be replaced by 0.
     *
     * @param sumA {@code Σ_p |a_ip|}
     * @param sumB {@code Σ_p |b_pj|}
     */
    static double underflow(int inner, double sumA, double sumB) {
        return 3 * (double) Float.MIN_NORMAL * (inner + sumA + sumB);
    }

    /**
     * What the rounding errors of a row, or of a segment of it, are measured in: with vectors of unit variance the standard deviation of its
     * residual is at most {@link #USUAL_NOISE} of these units, whatever the order of summation, under rounding to nearest.
     *
     * @param normA {@code ‖a_i‖₂}
     * @param normB the Frobenius norm of the columns of B that the row was multiplied with
     * @param normC {@code ‖C_i‖₂} of the returned row in these columns
     */
    static double unit(int inner, double normA, double normB, double normC) {
        double growth = Math.sqrt(inner);
        if (normC >= NEARLY_PARALLEL * normA * normB) {
            growth = Math.max(growth, DRIFT * inner);
        }
        return EPS * Math.max(normA * normB, growth * normC);
    }

    /** What the residual may come to by rounding before it is looked at more closely: ten standard deviations. */
    static double rounding(double unit) {
        return STATISTICAL * unit;
    }

    /** What it may come to by underflow, on top; 0 where a factor is all zeros and so every product exact. */
    static double rowUnderflow(int inner, int cols, double normA, double normB) {
        if (normA == 0 || normB == 0) {
            return 0;
        }
        double root = Math.sqrt(inner);
        double norm = 3
                * (double) Float.MIN_NORMAL
                * (inner * Math.sqrt(cols) + root * Math.sqrt(cols) * normA + root * normB);
        return UNDERFLOW_DEVIATIONS * norm;
    }

    /** Whether partial sums of terms whose magnitudes sum to {@code magnitude} might leave float32's range on the way. */
    static boolean mayOverflow(int inner, double magnitude) {
        return magnitude * (1 + gamma(inner)) >= Float.MAX_VALUE;
    }
}
