package org.distributedbrain.picture;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Gives counts colours: as many colours to where counts change as to where pixels are, so that both wide plains and fine filaments can be told
 * apart at any depth. Half of a count's place on the circle of colours is how many pixels have a smaller one, half is its logarithm.
 */
public final class Palette {
    static final int BLACK = 0;
    private static final double FIRST = 0.02;
    private static final double TURNS = 0.93;
    private static final double RANK = 0.4;

    private final OptionalInt inside;

    /** The different counts there are, in order, and each one's place between 0 and 1. */
    private final long[] counts;

    private final double[] places;

    private Palette(OptionalInt inside, long[] counts, double[] places) {
        this.inside = inside;
        this.counts = counts;
        this.places = places;
    }

    /**
     * For a picture of which this is a sample.
     *
     * @param inside the count that is black, because it says that none was found
     */
    public static Palette of(int[] sample, OptionalInt inside) {
        long[] sorted = Arrays.stream(sample)
                .filter(count -> inside.isEmpty() || count != inside.getAsInt())
                .mapToLong(Integer::toUnsignedLong)
                .sorted()
                .toArray();
        long[] counts = Arrays.stream(sorted).distinct().toArray();
        double[] places = new double[counts.length];
        if (counts.length == 0) {
            return new Palette(inside, counts, places);
        }
        double least = Math.log1p(counts[0]);
        double range = Math.max(1e-9, Math.log1p(sorted[(int) (0.998 * (sorted.length - 1))]) - least);
        int from = 0;
        for (int i = 0; i < counts.length; i++) {
            int to = from;
            while (to < sorted.length && sorted[to] == counts[i]) {
                to++;
            }
            double rank = (from + to) / 2.0 / sorted.length;
            double depth = Math.min(1, (Math.log1p(counts[i]) - least) / range);
            places[i] = RANK * rank + (1 - RANK) * depth;
            from = to;
        }
        return new Palette(inside, counts, places);
    }

    /** The colour of a count as {@code 0xRRGGBB}. */
    public int colour(int count) {
        return isInside(count) ? BLACK : colour(count, 0);
    }

    /** The colour between this count and the next, {@code part} of the way. */
    int colour(int count, float part) {
        long number = Integer.toUnsignedLong(count);
        double place = place(number);
        return Gradient.at(FIRST + TURNS * (place + part * (place(number + 1) - place)));
    }

    boolean isInside(int count) {
        return inside.isPresent() && count == inside.getAsInt();
    }

    /** Where between 0 and 1 a count lies; between those of the sample it is interpolated. */
    private double place(long count) {
        if (counts.length == 0) {
            return 0;
        }
        int found = Arrays.binarySearch(counts, count);
        if (found >= 0) {
            return places[found];
        }
        int next = -found - 1;
        if (next == 0) {
            return places[0];
        }
        if (next == counts.length) {
            return places[next - 1];
        }
        double part = (double) (count - counts[next - 1]) / (counts[next] - counts[next - 1]);
        return places[next - 1] + part * (places[next] - places[next - 1]);
    }
}
