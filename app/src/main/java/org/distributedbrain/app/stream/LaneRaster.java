package org.distributedbrain.app.stream;

import org.distributedbrain.app.charts.Columns;
import org.distributedbrain.app.charts.Raster;
import org.distributedbrain.app.charts.Texture;
import org.distributedbrain.publish.SpanKind;

/**
 * Paints lanes pixel by pixel. In every pixel of time the kinds of work stand one on the other, each as high as its part of that time: a stretch of one
 * kind fills the lane, a thousand short ones show their proportions. A line beneath says that the worker was there.
 */
final class LaneRaster {
    /** From the bottom up. */
    private static final SpanKind[] STACK = {
        SpanKind.COMPUTING, SpanKind.VERIFYING, SpanKind.RETURNING, SpanKind.SENDING, SpanKind.FAULT
    };

    private static final double SEEN = 1e-3;

    private final Raster raster;
    private final int[] ink = new int[SpanKind.values().length];
    private final int[] shade = new int[SpanKind.values().length];
    private final int line;
    private final int mark;

    /** @param scale how many pixels of the raster are one of the screen's units */
    LaneRaster(Raster raster, LaneInks inks, double scale) {
        this.raster = raster;
        for (SpanKind kind : SpanKind.values()) {
            ink[kind.ordinal()] = inks.rgb(kind);
            shade[kind.ordinal()] = Texture.shade(inks.rgb(kind), inks.ground());
        }
        line = Math.max(1, (int) Math.round(2 * scale));
        mark = Math.max(2, (int) Math.round(4 * scale));
    }

    /** A lane between two rows of pixels. */
    void paint(Columns columns, int top, int bottom) {
        int height = bottom - line - top;
        for (int x = 0; x < columns.width(); x++) {
            float all = 0;
            for (int kind = 0; kind < ink.length; kind++) {
                all += columns.part(x, kind);
            }
            if (all > SEEN) {
                stack(columns, x, bottom - line, height);
                SpanKind waiting = columns.part(x, SpanKind.QUEUED.ordinal()) > columns.part(x, SpanKind.IDLE.ordinal())
                        ? SpanKind.QUEUED
                        : SpanKind.IDLE;
                raster.fill(x, bottom - line, bottom, Texture.SOLID, ink[waiting.ordinal()], shade[waiting.ordinal()]);
            }
            if (columns.marks(x) > 0) {
                int fault = ink[SpanKind.FAULT.ordinal()];
                for (int near = x - mark / 2; near <= x + mark / 2; near++) {
                    raster.fill(near, top - mark, top, Texture.SOLID, fault, fault);
                }
            }
        }
    }

    private void stack(Columns columns, int x, int bottom, int height) {
        float sum = 0;
        int below = bottom;
        for (SpanKind kind : STACK) {
            float part = columns.part(x, kind.ordinal());
            if (part <= SEEN) {
                continue;
            }
            sum += part;
            int above = bottom - Math.round(Math.min(1, sum) * height);
            raster.fill(x, above, below, LaneInks.texture(kind), ink[kind.ordinal()], shade[kind.ordinal()]);
            below = Math.min(below, above);
        }
    }
}
