package org.distributedbrain.flow;

/**
 * A speed that was measured piece by piece: an amount in the time it took. Newer pieces count more, longer pieces count more than short ones, and
 * one that took strangely long (a collection, a radio that slept) counts as at most four times what was expected.
 */
final class MovingRate {
    /** Beyond so much measured time, older pieces begin to be forgotten. */
    private static final double MEMORY_SECONDS = 0.5;

    /** But one piece, however long, leaves at least this part of what was known. */
    private static final double KEPT = 0.75;

    private static final double STRANGE = 4;

    /** After so many pieces, what was believed before them no longer counts, and a strange one is known when it is seen. */
    private static final int FIRST = 3;

    /** How much measured time the belief of another time is worth until then. */
    private static final double BELIEVED_SECONDS = 0.02;

    private final double believed;
    private double amount;
    private double seconds;
    private int pieces;

    /** Nothing is known yet. */
    MovingRate() {
        this(0);
    }

    /** It was this fast at another time: believed until something newer says otherwise. */
    MovingRate(double believed) {
        this.believed = believed;
    }

    /** {@code done} took {@code took} seconds; what did nothing or took no time says nothing. */
    void add(double done, double took) {
        if (!(done > 0) || !(took > 0)) {
            return;
        }
        double counted = pieces < FIRST ? took : Math.min(took, STRANGE * done * seconds / amount);
        double kept = seconds < MEMORY_SECONDS ? 1 : Math.max(KEPT, 1 - counted / MEMORY_SECONDS);
        amount = amount * kept + done;
        seconds = seconds * kept + counted;
        pieces++;
    }

    boolean known() {
        return pieces > 0 || believed > 0;
    }

    /** Amount per second, or {@code otherwise} while nothing is known. */
    double perSecond(double otherwise) {
        if (!known()) {
            return otherwise;
        }
        double belief = believed > 0 && pieces < FIRST ? BELIEVED_SECONDS : 0;
        return (amount + believed * belief) / (seconds + belief);
    }
}
