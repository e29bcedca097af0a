package org.distributedbrain.app.charts;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws a time axis: labels in a row, and a line for each down the chart. */
public final class TimeAxis {
    /** How high the row of labels is. */
    public static final double HEIGHT = 26;

    private static final Font SMALL = Font.font("Inter", 11);
    private static final Font SMALL_MAJOR = Font.font("Inter Medium", 11);
    /** A label that would be cut off at an edge is left out. */
    private static final double HALF_LABEL = 30;

    private static final double FAINT = 0.45;

    private final Color text;
    private final Color strong;

    public TimeAxis(Color text, Color strong) {
        this.text = text;
        this.strong = strong;
    }

    /** A line for each mark down a raster that is as wide as the chart; what is painted later hides them. */
    public static void lines(Raster raster, List<Tick> ticks, Viewport view, int line, int ground) {
        int faint = Texture.mixed(line, ground, FAINT);
        for (Tick tick : ticks) {
            int x = (int) Math.floor(view.x(tick.micros(), raster.width()));
            int color = tick.major() ? line : faint;
            raster.fill(x, 0, raster.height(), Texture.SOLID, color, color);
        }
    }

    /** Labels over a row that begins at {@code top}. */
    public void labels(GraphicsContext g, List<Tick> ticks, Viewport view, double left, double width, double top) {
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        for (Tick tick : ticks) {
            double x = view.x(tick.micros(), width);
            if (x >= HALF_LABEL && x <= width - HALF_LABEL) {
                g.setFill(tick.major() ? strong : text);
                g.setFont(tick.major() ? SMALL_MAJOR : SMALL);
                g.fillText(tick.label(), Math.round(left + x), top + HEIGHT / 2);
            }
        }
    }
}
