package org.distributedbrain.kernel.mandelbrot;

import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.matrix.Excerpt;

/**
 * The points of a picture and how far each is followed: what travels to the workers (docs/protocol.md §4.1). Numbers are signed fixed point: an
 * integer n means n / 2^{@link #fraction}.
 *
 * @param digits how many digits of 16 bits a number has, 8 of those bits before the point; 2 to 40
 * @param re real part of the point of the first pixel
 * @param im imaginary part of the point of the first pixel
 * @param step the distance of neighbouring pixels; rows go down, towards smaller imaginary parts
 * @param iterations how many steps are made at most; 1 to 10,000,000
 */
record PointGrid(int digits, BigInteger re, BigInteger im, BigInteger step, int iterations) {
    static final int MIN_DIGITS = 2;
    static final int MAX_DIGITS = 40;
    static final int MAX_ITERATIONS = 10_000_000;

    /** No part of a point is larger in magnitude: beyond, numbers of so few bits before the point would not hold its square. */
    static final int FARTHEST = 8;

    /** The bits behind the point of a number of so many digits. */
    static int fraction(int digits) {
        return 16 * digits - 8;
    }

    int fraction() {
        return fraction(digits);
    }

    /** The real part of a column's points. */
    BigInteger re(int col) {
        return re.add(step.multiply(BigInteger.valueOf(col)));
    }

    /** The imaginary part of a row's points. */
    BigInteger im(int row) {
        return im.subtract(step.multiply(BigInteger.valueOf(row)));
    }

    /** Whether all points from the first pixel to the last one given keep within {@link #FARTHEST}. */
    boolean reaches(int lastRow, int lastCol) {
        BigInteger limit = BigInteger.valueOf(FARTHEST).shiftLeft(fraction());
        BigInteger farthest =
                re.abs().max(re(lastCol).abs()).max(im.abs()).max(im(lastRow).abs());
        return farthest.compareTo(limit) <= 0;
    }

    /** As they travel. */
    SortedMap<String, String> parameters() {
        return new TreeMap<>(Map.of(
                "digits", Integer.toString(digits),
                "re", re.toString(16),
                "im", im.toString(16),
                "step", step.toString(16),
                "iterations", Integer.toString(iterations)));
    }

    /** Back from {@link #parameters}. @throws BadInput when one is missing, no number, or out of range */
    static PointGrid of(Map<String, String> parameters) {
        int digits = number(parameters, "digits", MIN_DIGITS, MAX_DIGITS);
        BigInteger farthest = BigInteger.valueOf(FARTHEST).shiftLeft(fraction(digits));
        return new PointGrid(
                digits,
                integer(parameters, "re", farthest.negate(), farthest),
                integer(parameters, "im", farthest.negate(), farthest),
                integer(parameters, "step", BigInteger.ONE, farthest.shiftLeft(1)),
                number(parameters, "iterations", 1, MAX_ITERATIONS));
    }

    private static int number(Map<String, String> parameters, String name, int min, int max) {
        String text = text(parameters, name, "[0-9]{1,9}", "a whole number in decimal digits");
        int value = Integer.parseInt(text);
        if (value < min || value > max) {
            throw new BadInput("Parameter '" + name + "' of mandelbrot is " + text + "; it must be from " + min + " to "
                    + max + ".");
        }
        return value;
    }

    private static BigInteger integer(Map<String, String> parameters, String name, BigInteger min, BigInteger max) {
        // No longer than any number in range: to read one takes time that grows with the square of its length.
        String text = text(
                parameters, name, "-?[0-9a-f]{1,200}", "a whole number in up to 200 hexadecimal digits, lower case");
        BigInteger value = new BigInteger(text, 16);
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new BadInput("Parameter '" + name + "' of mandelbrot is " + text + "; it must be from "
                    + min.toString(16) + " to " + max.toString(16) + " (hexadecimal).");
        }
        return value;
    }

    private static String text(Map<String, String> parameters, String name, String form, String rule) {
        String text = parameters.get(name);
        if (text == null) {
            throw new BadInput("Parameter '" + name + "' of mandelbrot is missing.");
        }
        if (!text.matches(form)) {
            throw new BadInput(
                    "Parameter '" + name + "' of mandelbrot is " + Excerpt.of(text) + "; it must be " + rule + ".");
        }
        return text;
    }
}
