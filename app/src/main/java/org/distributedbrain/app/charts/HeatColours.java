package org.distributedbrain.app.charts;

import javafx.scene.image.Image;
import org.distributedbrain.app.theme.Pixels;
import org.distributedbrain.matrix.MatrixOverview;

/**
 * Values as colours. Where there are values on both sides of zero, zero is pale, less is blue and more is red; otherwise dark is little and bright is
 * much. The same in dark and light: the colours are data.
 */
public final class HeatColours {
    private static final int[] ONE_SIDED = {0x440154, 0x3B528B, 0x21918C, 0x5EC962, 0xFDE725};
    private static final int[] TWO_SIDED = {0x2166AC, 0x92C5DE, 0xF7F7F7, 0xF4A582, 0xB2182B};
    /** Of what is not a finite number. */
    public static final int NOT_FINITE = 0xFFFF00FF;

    private final double from;
    private final double to;
    private final int[] stops;

    public HeatColours(double min, double max) {
        boolean twoSided = min < 0 && max > 0;
        double reach = Math.max(-min, max);
        from = twoSided ? -reach : min;
        to = twoSided ? reach : max;
        stops = twoSided ? TWO_SIDED : ONE_SIDED;
    }

    /** A pixel for each cell: the value in it that is farthest from the mean, so that an odd one is not lost. */
    public static Image image(MatrixOverview m) {
        HeatColours colours = new HeatColours(m.min(), m.max());
        int[] pixels = new int[m.cellRows() * m.cellCols()];
        for (int i = 0; i < pixels.length; i++) {
            float low = m.least()[i];
            float high = m.most()[i];
            pixels[i] = colours.argb(m.mean() - low > high - m.mean() ? low : high);
        }
        return Pixels.image(m.cellCols(), m.cellRows(), pixels);
    }

    /** The value of the first colour. */
    public double from() {
        return from;
    }

    /** The value of the last colour. */
    public double to() {
        return to;
    }

    /** {@code 0xFFRRGGBB} */
    public int argb(double value) {
        if (Double.isNaN(value)) {
            return NOT_FINITE;
        }
        double place = to > from ? Math.clamp((value - from) / (to - from), 0, 1) * (stops.length - 1) : 0;
        int stop = Math.min((int) place, stops.length - 2);
        double part = place - stop;
        int colour = 0xFF000000;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = stops[stop] >> shift & 0xFF;
            int b = stops[stop + 1] >> shift & 0xFF;
            colour |= (int) Math.round(a + part * (b - a)) << shift;
        }
        return colour;
    }
}
