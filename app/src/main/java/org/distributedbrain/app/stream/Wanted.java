package org.distributedbrain.app.stream;

import org.distributedbrain.app.charts.Viewport;
import org.distributedbrain.publish.TaskStream;

/**
 * What lanes are needed for what is seen, and somewhat around it.
 *
 * @param from in microseconds since 1970, like {@code to}
 */
record Wanted(double from, double to, double seenFrom, double seenTo, int resolutions) {
    /** So many spans are worth their room, all lanes together. */
    private static final int SPANS = 240_000;

    private static final int LEAST = 400;

    /** How much more of what is not seen is asked for at each side, as a part of what is seen. */
    private static final double AROUND = 0.75;

    /** Lanes coarser than that times what is wanted do not do. */
    private static final double COARSE = 1.6;

    static Wanted of(RangeModel range, int width, int lanes) {
        Viewport view = range.viewport().get();
        double first = range.first();
        double last = range.last();
        double seenFrom = Math.clamp(view.from(), first, last);
        double seenTo = Math.clamp(view.to(), seenFrom, last);
        double from = Math.max(first, seenFrom - AROUND * view.span());
        double to = Math.max(Math.min(last, seenTo + AROUND * view.span()), from + 1_000);
        double pixels = width * (to - from) / view.span();
        int most = Math.min(TaskStream.FINEST, Math.max(LEAST, SPANS / 2 / Math.max(1, lanes)));
        return new Wanted(from, to, seenFrom, seenTo, (int) Math.clamp(pixels, 1, most));
    }

    /** Whether all that is seen is there, fine enough. */
    boolean isIn(Lanes lanes) {
        return lanes.from() <= seenFrom + 1
                && lanes.to() >= seenTo - 1
                && lanes.resolution() <= Math.max(2, COARSE * (to - from) / resolutions);
    }
}
