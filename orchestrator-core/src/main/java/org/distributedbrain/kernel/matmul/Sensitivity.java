package org.distributedbrain.kernel.matmul;

import java.util.Arrays;
import java.util.BitSet;

/**
 * How finely the rows of a chunk must be looked at so that one element stands out that is wrong by more than {@link #LIMIT} of the chunk's
 * root mean square. That depends on how much an honest engine is off, which the residuals of the rows show: their median cannot be moved by a
 * few rows that are wrong. The derivation is in docs/decisions/0002-verification-bound.md.
 */
final class Sensitivity {
    /** As a part of the root mean square of C. */
    static final double LIMIT = 1e-4;

    /** What segments aim at, for they are of no more than about equal weight. */
    private static final double AIM = 0.95 * LIMIT;

    /** In standard deviations of a residual: what lies below is honest noise, once in 3,000 not; what lies above is computed again. */
    static final double SUSPICIOUS = 3.6;

    /** By so much noise may make a wrong element look smaller: more happens once in 3·10⁷. */
    static final double HIDING = 5.4;

    /** So rarely a wrong element is missed at most, with a margin for what is known of the noise. */
    static final double MISSED = 1e-7;

    private static final double TOGETHER = SUSPICIOUS + HIDING;

    /** Fewer rows say too little of an engine. */
    private static final int ENOUGH_ROWS = 16;

    /** The median of the root mean square of three normal numbers. */
    private static final double MEDIAN = 0.888;

    /** For what the median of a sample may be off. */
    private static final double MARGIN = 1.1;

    private final RowTest rows;
    private final double wrong;
    private final double rms;
    private final double usual;

    Sensitivity(RowTest rows, int count) {
        this.rows = rows;
        this.rms = rows.rms();
        this.wrong = AIM * rms;
        this.usual = usual(rows, count);
    }

    private static double usual(RowTest rows, int count) {
        double[] noises = new double[count];
        int known = 0;
        BitSet suspects = rows.suspects();
        for (int row = suspects.nextClearBit(0); row < count; row = suspects.nextClearBit(row + 1)) {
            if (rows.unit(row) > 0) {
                noises[known++] = rows.noise(row);
            }
        }
        if (known < ENOUGH_ROWS) {
            return MARGIN * RoundingBound.USUAL_NOISE;
        }
        Arrays.sort(noises, 0, known);
        return MARGIN * noises[known / 2] / MEDIAN;
    }

    /** Standard deviation of a row's residual, in its unit, as it must be expected: a row may be noisier than most. */
    double noise(int row) {
        return Math.max(usual, rows.noise(row));
    }

    /**
     * Into how many segments a row must be cut.
     *
     * @param most what is possible, one of {@link Segments#counts}
     * @return another of them; 0 when the row's own bound does, or when so large an error cannot be told from rounding
     */
    int segments(int row, int most) {
        double unit = rows.unit(row);
        double noise = noise(row) * unit;
        if (wrong == 0 || RoundingBound.rounding(unit) + HIDING * noise <= wrong) {
            return 0;
        }
        // Whether it can be told is asked of the engine, not of the row, which may be noisy because something in it is
        // wrong.
        if (needed(usual * unit) > 4.0 * most) {
            return 0;
        }
        double needed = needed(noise);
        int count = 1;
        while (count < needed && count < most) {
            count = Segments.finer(count);
        }
        return count;
    }

    /** Segments, for a row whose residual has this standard deviation. */
    private double needed(double noise) {
        double deviations = TOGETHER * noise / wrong;
        return deviations * deviations;
    }

    /** From which residual on a segment of that unit is computed again. */
    double suspicious(int row, double unit) {
        double tolerated = Math.max(SUSPICIOUS / TOGETHER * wrong, SUSPICIOUS * noise(row) * unit);
        return Math.min(RoundingBound.rounding(unit), tolerated);
    }

    double rms() {
        return rms;
    }

    /**
     * How likely two normal vectors and one of ±1 overlook a row that is off by as much as the rows are large.
     *
     * @param bound of the row's residual
     */
    double missProbability(double bound, int cols) {
        return rms == 0 ? 0 : Math.min(1, 0.5 * Math.pow(0.8 * bound / (rms * Math.sqrt(cols)), 2));
    }

    /** How far an element may be off unnoticed, as a part of the root mean square, where residuals are accepted up to {@code accepted}. */
    double unnoticed(int row, double accepted, double unit) {
        return rms == 0 ? 0 : (accepted + HIDING * noise(row) * unit) / rms;
    }
}
