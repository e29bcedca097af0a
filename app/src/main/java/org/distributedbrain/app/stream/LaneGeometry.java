package org.distributedbrain.app.stream;

/**
 * Where everything is in the chart of lanes, in the units of the screen.
 *
 * @param scroll how much of the lanes is above what is seen
 */
record LaneGeometry(double width, double height, double scroll, int lanes) {
    static final double AXIS = 28;
    private static final double LEAST_ROW = 30;
    private static final double MOST_ROW = 46;
    private static final double GAP = 12;
    private static final double NARROW = 720;

    /** Where time begins; the names are at the left of it. */
    double left() {
        return width < NARROW ? 132 : 196;
    }

    /** How wide the time is. */
    double timeWidth() {
        return Math.max(1, width - left());
    }

    /** Whether there is room for figures beside the names. */
    boolean isWide() {
        return width >= NARROW;
    }

    /** How high a lane is with the gap beside it: few share the room that there is. */
    double row() {
        return Math.clamp(Math.floor((height - AXIS) / Math.max(1, lanes)), LEAST_ROW, MOST_ROW);
    }

    /** How high what a lane shows is. */
    double bar() {
        return row() - GAP;
    }

    double top(int lane) {
        return AXIS + lane * row() - scroll;
    }

    double barTop(int lane) {
        return top(lane) + GAP / 2 + 1;
    }

    /** The lane there, or -1. */
    int laneAt(double y) {
        int lane = (int) Math.floor((y - AXIS + scroll) / row());
        return y >= AXIS && lane < lanes ? lane : -1;
    }

    int firstSeen() {
        return Math.max(0, (int) (scroll / row()));
    }

    /** The one after the last that is seen. */
    int endSeen() {
        return Math.min(lanes, (int) Math.ceil((scroll + height - AXIS) / row()));
    }

    double mostScroll() {
        return Math.max(0, lanes * row() - (height - AXIS));
    }
}
