package org.distributedbrain.bench;

import org.jspecify.annotations.Nullable;

/**
 * One measured number.
 *
 * @param bench which measurement it is of
 * @param name what was measured, in words
 * @param value in {@code unit}
 * @param unit for example {@code ms}, {@code MB/s}, {@code ×} for a ratio of two figures of the same run
 * @param asked what is asked of it, or null when it is there to be looked at
 * @param note under what conditions, or empty
 */
public record Figure(
        String bench,
        String name,
        double value,
        String unit,
        @Nullable Asked asked,
        String note) {

    /** A bound on a figure. */
    public record Asked(double limit, boolean atLeast) {
        boolean isMetBy(double value) {
            return atLeast ? value >= limit : value <= limit;
        }
    }

    static Figure of(String bench, String name, double value, String unit) {
        return new Figure(bench, name, value, unit, null, "");
    }

    Figure atLeast(double limit) {
        return new Figure(bench, name, value, unit, new Asked(limit, true), note);
    }

    Figure atMost(double limit) {
        return new Figure(bench, name, value, unit, new Asked(limit, false), note);
    }

    Figure noted(String words) {
        return new Figure(bench, name, value, unit, asked, words);
    }

    /** Whether it is what is asked, or null when nothing is. */
    public @Nullable Boolean met() {
        return asked == null ? null : (Boolean) asked.isMetBy(value);
    }

    /** How much better than asked it is: 2 is twice as good, below 1 is not enough; null when nothing is asked. */
    public @Nullable Double margin() {
        return asked == null ? null : (Double) (asked.atLeast() ? value / asked.limit() : asked.limit() / value);
    }
}
