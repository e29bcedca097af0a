package org.distributedbrain.app.overview;

import org.distributedbrain.app.theme.Figures;

/** Where an axis ends, and how its numbers are written. */
final class Axis {
    private static final double[] STEPS = {1, 1.5, 2, 3, 4, 5, 6, 8, 10};

    private Axis() {}

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
