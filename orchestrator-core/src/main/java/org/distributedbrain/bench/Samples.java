package org.distributedbrain.bench;

import java.util.Arrays;

/** Measured values of one kind. Not safe for threads. */
final class Samples {
    private double[] values = new double[64];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    double median() {
        return percentile(50);
    }

    /** The smallest value that {@code percent} of all do not exceed (nearest rank); NaN when there is none. */
    double percentile(double percent) {
        if (size == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[Math.clamp((int) Math.ceil(percent / 100 * size) - 1, 0, size - 1)];
    }
}
