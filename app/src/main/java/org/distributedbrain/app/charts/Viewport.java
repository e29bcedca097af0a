package org.distributedbrain.app.charts;

/**
 * The stretch of time that a chart shows.
 *
 * @param from its left edge, in microseconds since 1970; a double holds those of today to a quarter of one
 * @param span how long it is, in microseconds
 */
public record Viewport(double from, double span) {
    /** Nobody sees more in less than a millisecond. */
    public static final double SHORTEST = 1_000;

    public static final double DAY = 86_400e6;

    /** What is left free at each side of what is fitted in. */
    private static final double MARGIN = 0.02;

    /** All between the two moments, with a little room at both sides. */
    public static Viewport over(double first, double last) {
        double length = Math.max(SHORTEST, last - first);
        return new Viewport(first - MARGIN * length, length * (1 + 2 * MARGIN));
    }

    public double to() {
        return from + span;
    }

    /** The moment at {@code x} of a chart that is so wide. */
    public double micros(double x, double width) {
        return from + span * x / width;
    }

    /** Where the moment is in a chart that is so wide. */
    public double x(double micros, double width) {
        return (micros - from) / span * width;
    }

    /**
     * Shows {@code factor} times as much; the moment at this part of the width stays where it is. Never less than {@link #SHORTEST}, nor more
     * than {@code longest}.
     */
    public Viewport zoomed(double factor, double part, double longest) {
        double next = Math.clamp(span * factor, SHORTEST, Math.max(SHORTEST, longest));
        return new Viewport(from + (span - next) * part, next);
    }

    /** Later by this part of what it shows; earlier when that is negative. */
    public Viewport moved(double part) {
        return new Viewport(from + part * span, span);
    }

    /** As long, ending there. */
    public Viewport endingAt(double micros) {
        return new Viewport(micros - span, span);
    }

    /** The nearest one of the same length of which the middle is between the two moments, so that nobody gets lost where nothing is. */
    public Viewport near(double first, double last) {
        double middle = Math.clamp(from + span / 2, first, Math.max(first, last));
        return new Viewport(middle - span / 2, span);
    }

    /** Moved just as far as is needed for the stretch to be seen, its beginning at least. */
    public Viewport showing(double first, double last) {
        if (first >= from && last <= to()) {
            return this;
        }
        double free = Math.max(0, span - (last - first));
        return new Viewport(first < from ? first - 0.1 * free : Math.min(first, last - span + 0.1 * free), span);
    }
}
