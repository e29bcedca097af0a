package org.distributedbrain.kernel.mandelbrot;

import java.math.BigInteger;
import java.util.function.BooleanSupplier;

/**
 * Counts, point by point, how many steps of z → z² + c stay within |z| ≤ 2, exactly as docs/protocol.md §4.1 has it. Instances hold scratch space
 * and belong to one thread.
 *
 * <p>All of them end early when z is one that was there before (R. P. Brent, "An improved Monte Carlo factorization algorithm", BIT 20, 1980, compares
 * with the z of the last power of two): it then never escapes. In this arithmetic there are only finitely many z, and inside the set an orbit falls
 * into a cycle soon. This is exact, not a guess.
 */
abstract class EscapeCounts {
    /** The result of a count that was given up. */
    static final int CANCELLED = -1;

    /** After how many steps it is asked whether the count is still wanted. */
    private static final int PATIENCE = 1 << 14;

    /** How many steps are made at most. */
    final int iterations;

    EscapeCounts(int iterations) {
        this.iterations = iterations;
    }

    /** The fastest for numbers of the grid's length. */
    static EscapeCounts of(PointGrid grid) {
        if (grid.digits() <= WordCounts.MAX_DIGITS) {
            return new WordCounts(grid);
        }
        return grid.digits() <= PairCounts.MAX_DIGITS ? new PairCounts(grid) : new LimbCounts(grid);
    }

    /** Takes the point as the next one. */
    abstract void start(BigInteger re, BigInteger im);

    /** Moves the point to the right by the grid's step. */
    abstract void right();

    /** Sets z to 0. */
    abstract void reset();

    /**
     * Makes steps until there were {@code until} of them, {@code from} so far.
     *
     * @return less than {@code until} when z has escaped after so many, {@link #iterations} when it is in a cycle, otherwise {@code until}
     */
    abstract int steps(int from, int until);

    /** The count of the point, or {@link #CANCELLED}. */
    final int count(BooleanSupplier cancelled) {
        reset();
        int count = 0;
        while (true) {
            int until = Math.min(iterations, count + PATIENCE);
            count = steps(count, until);
            if (count < until || count == iterations) {
                return count;
            }
            if (cancelled.getAsBoolean()) {
                return CANCELLED;
            }
        }
    }
}
