package org.distributedbrain.app.stream;

/** When lanes that go on may be asked for again: never so often that more than a part of a processor is busy with it. */
final class Pacing {
    private static final double LEAST_MILLIS = 90;
    private static final double REST = 4;

    private double waits;
    private boolean never = true;

    /** There is something else to ask for. */
    void begin() {
        waits = 0;
        never = true;
    }

    void passed(double millis) {
        waits = Math.max(0, waits - millis);
    }

    /** An answer took so long. */
    void took(double millis) {
        waits = Math.max(LEAST_MILLIS, REST * millis);
        never = false;
    }

    /**
     * @param stale whether there is more to be had by now
     * @param there whether what is seen is at hand otherwise
     */
    boolean mayAsk(boolean stale, boolean there) {
        return never || (stale || !there) && waits == 0;
    }
}
