package org.distributedbrain.app.charts;

import java.util.Arrays;

/**
 * A row of stretches of time that do not overlap, each with an amount of every kind. What was before each of them is added up once, so that a
 * pixel costs one step of a search however many stretches it covers.
 */
public final class SpanTrack {
    private final int kinds;
    private final long[] from;
    private final long[] to;
    /** What lies before a stretch, {@code kinds} numbers each, and one more of all. */
    private final long[] sums;

    private final int[] marks;
    private int size;

    /** For so many stretches, with so many kinds of amounts. */
    public SpanTrack(int kinds, int capacity) {
        this.kinds = kinds;
        from = new long[capacity];
        to = new long[capacity];
        sums = new long[(capacity + 1) * kinds];
        marks = new int[capacity + 1];
    }

    /**
     * The next stretch.
     *
     * @param amounts microseconds of each kind, spread evenly over it
     * @param marked how many things worth a mark happened at its end
     */
    public void add(long begin, long end, long[] amounts, int marked) {
        from[size] = begin;
        to[size] = end;
        marks[size + 1] = marks[size] + marked;
        for (int kind = 0; kind < kinds; kind++) {
            sums[(size + 1) * kinds + kind] = sums[size * kinds + kind] + amounts[kind];
        }
        size++;
    }

    public int size() {
        return size;
    }

    /** The stretch at this moment, or the next one after it; {@link #size} when there is none. */
    public int indexAt(double micros) {
        return firstAfter(0, micros);
    }

    public long from(int index) {
        return from[index];
    }

    public long to(int index) {
        return to[index];
    }

    /** How many marks there are until then. */
    public int marksUntil(double micros) {
        return marks[indexAt(micros)];
    }

    /** How many microseconds of each kind there are between two moments. */
    public double[] between(double begin, double end) {
        double[] before = new double[kinds];
        double[] until = new double[kinds];
        sum(indexAt(begin), begin, before);
        sum(indexAt(end), end, until);
        Arrays.setAll(until, kind -> until[kind] - before[kind]);
        return until;
    }

    /** What there is to draw in each of so many pixels. */
    public Columns columns(Viewport view, int width) {
        Columns columns = new Columns(kinds, width);
        double[] before = new double[kinds];
        double[] until = new double[kinds];
        int at = firstAfter(0, view.from());
        sum(at, view.from(), before);
        int marked = marks[at];
        double micros = view.span() / width;
        for (int x = 0; x < width; x++) {
            double end = view.from() + (x + 1) * micros;
            at = firstAfter(at, end);
            sum(at, end, until);
            for (int kind = 0; kind < kinds; kind++) {
                columns.put(x, kind, (float) ((until[kind] - before[kind]) / micros));
                before[kind] = until[kind];
            }
            columns.mark(x, marks[at] - marked);
            marked = marks[at];
        }
        return columns;
    }

    /** The first stretch from {@code start} on that ends after this moment: in steps that double, since it is mostly near. */
    private int firstAfter(int start, double micros) {
        int reach = 1;
        int low = start;
        while (low + reach <= size && to[low + reach - 1] <= micros) {
            low += reach;
            reach *= 2;
        }
        int high = Math.min(size, low + reach);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (to[middle] <= micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** What lies before this moment, which is in or before the stretch at {@code index} and after the one before it. */
    private void sum(int index, double micros, double[] into) {
        double part = index < size && micros > from[index] ? (micros - from[index]) / (to[index] - from[index]) : 0;
        for (int kind = 0; kind < kinds; kind++) {
            long before = sums[index * kinds + kind];
            into[kind] = part == 0 ? before : before + part * (sums[(index + 1) * kinds + kind] - before);
        }
    }
}
