package org.distributedbrain.app.charts;

/** What a {@link SpanTrack} has in each pixel of a chart's width: the part of its time that is of each kind, and the marks in it. */
public final class Columns {
    private final int kinds;
    private final float[] parts;
    private final int[] marks;

    Columns(int kinds, int width) {
        this.kinds = kinds;
        parts = new float[kinds * width];
        marks = new int[width];
    }

    public int width() {
        return marks.length;
    }

    /** From 0 to 1. */
    public float part(int x, int kind) {
        return parts[x * kinds + kind];
    }

    /** How many marks are there. */
    public int marks(int x) {
        return marks[x];
    }

    void put(int x, int kind, float part) {
        parts[x * kinds + kind] = part;
    }

    void mark(int x, int count) {
        marks[x] = count;
    }
}
