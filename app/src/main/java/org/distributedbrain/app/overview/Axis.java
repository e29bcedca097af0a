package org.distributedbrain.app.overview;

import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.distributedbrain.app.charts.Inks;
import org.distributedbrain.app.theme.Figures;

/** Where an axis ends, and how its numbers are written. */
final class Axis {
    private static final double[] STEPS = {1, 1.5, 2, 3, 4, 5, 6, 8, 10};

    private static final Font SMALL = Font.font("Inter", 11);

    private Axis() {}

    /** Three lines across, at nothing, half and all of {@code most}, with their numbers at the left; words in the same ink may follow. */
    static void lines(GraphicsContext g, Inks inks, Rectangle2D area, double most, String unit) {
        g.setFont(SMALL);
        g.setTextBaseline(VPos.CENTER);
        g.setLineWidth(1);
        g.setStroke(inks.color("grid"));
        g.setFill(inks.color("text"));
        g.setTextAlign(TextAlignment.RIGHT);
        for (int half = 0; half <= 2; half++) {
            double y = Math.round(area.getMaxY() - area.getHeight() * half / 2) + 0.5;
            g.strokeLine(area.getMinX(), y, area.getMaxX(), y);
            g.fillText(number(most * half / 2) + unit, area.getMinX() - 8, y);
        }
    }

    /** A round number that is not below; 1 for nothing. */
    static double ceiling(double most) {
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : STEPS) {
            if (step * power >= most) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** Short: {@code 0.5}, {@code 75}, {@code 1.5k}. */
    static String number(double value) {
        if (value >= 1000) {
            return plain(value / 1000) + "k";
        }
        return plain(value);
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? Figures.whole(value)
                : Figures.digits(value).replaceFirst("0+$", "");
    }
}
