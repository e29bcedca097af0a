package org.distributedbrain.kernel.mandelbrot;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.matrix.Excerpt;

/**
 * What a person asks for: a picture around a point. At zoom 1 its shorter side spans 4 units.
 *
 * @param x real part of the point in the middle
 * @param y imaginary part, which grows upwards
 * @param width in pixels
 * @param height in pixels
 */
record View(BigDecimal x, BigDecimal y, BigDecimal zoom, int width, int height, int iterations) {
    private static final int MAX_SIDE = 100_000;
    private static final long MAX_PIXELS = 64L << 20;
    private static final BigDecimal MIN_ZOOM = new BigDecimal("0.25");
    private static final BigDecimal MAX_ZOOM = new BigDecimal("1e150");

    /** Below, a zoom is shown as people write numbers, and from there on with an exponent. */
    private static final BigDecimal PLAIN = BigDecimal.valueOf(1_000_000);

    /** More text than that says nothing at the largest zoom. */
    private static final int MAX_LENGTH = 1_000;

    /** How many bits there are behind the point beyond what tells neighbouring pixels apart: what rounding in many steps may spoil. */
    private static final int SPARE_BITS = 24;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*[x×]\\s*(\\d{1,9})");
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

    /** From the four texts. @throws BadInput when one is not understood or out of range */
    static View of(String center, String zoom, String size, String iterations) {
        int comma = center.indexOf(',');
        if (comma < 0) {
            throw new BadInput("Center " + Excerpt.of(center)
                    + " is not two numbers with a comma between them; give it as x,y, for example -0.75,0.1.");
        }
        Matcher sides = SIZE.matcher(size.strip());
        if (!sides.matches()) {
            throw new BadInput(
                    "Size " + Excerpt.of(size) + " is not width x height in pixels; give for example 1920x1080.");
        }
        View view = new View(
                coordinate("x", center.substring(0, comma).strip()),
                coordinate("y", center.substring(comma + 1).strip()),
                decimal("Zoom", zoom.strip()),
                Integer.parseInt(sides.group(1)),
                Integer.parseInt(sides.group(2)),
                count(iterations.strip()));
        view.check();
        return view;
    }

    private static BigDecimal coordinate(String which, String text) {
        BigDecimal value = decimal("The center's " + which, text);
        if (value.abs().compareTo(BigDecimal.valueOf(PointGrid.FARTHEST)) > 0) {
            throw new BadInput("The center's " + which + " is " + Excerpt.of(text) + "; it must be from -"
                    + PointGrid.FARTHEST + " to " + PointGrid.FARTHEST + ": the set lies within 2 of 0,0.");
        }
        return value;
    }

    private static BigDecimal decimal(String what, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new BadInput(what + " has " + text.length() + " characters; at most " + MAX_LENGTH + " are read.");
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw new BadInput(
                    what + " is " + Excerpt.of(text) + ", which is not a decimal number such as -0.75 or 1e12.");
        }
        return new BigDecimal(text);
    }

    private static int count(String text) {
        if (!COUNT.matcher(text).matches()
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > PointGrid.MAX_ITERATIONS) {
            throw new BadInput("Iterations is " + Excerpt.of(text) + "; give a whole number from 1 to "
                    + PointGrid.MAX_ITERATIONS + ".");
        }
        return Integer.parseInt(text);
    }

    private void check() {
        if (zoom.compareTo(MIN_ZOOM) < 0 || zoom.compareTo(MAX_ZOOM) > 0) {
            throw new BadInput(
                    "Zoom is " + zoom.round(new MathContext(6)) + "; it must be from " + MIN_ZOOM + " to 1e150.");
        }
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
            throw new BadInput("Size is " + width + "x" + height + "; each side must be from 1 to " + MAX_SIDE
                    + " pixels, and there may be " + MAX_PIXELS + " pixels in all.");
        }
        if (!grid().reaches(height - 1, width - 1)) {
            throw new BadInput("At zoom " + zoom.toPlainString() + " a picture of " + width + "x" + height
                    + " reaches farther than " + PointGrid.FARTHEST
                    + " from 0,0; zoom in, or give a center nearer to 0,0.");
        }
    }

    /** The points of its pixels, with as many digits as its depth needs. */
    PointGrid grid() {
        BigDecimal pixels = zoom.multiply(BigDecimal.valueOf(Math.min(width, height)));
        int digits = PointGrid.MIN_DIGITS;
        while (power(PointGrid.fraction(digits) + 2 - SPARE_BITS).compareTo(pixels) < 0) {
            digits++;
        }
        int fraction = PointGrid.fraction(digits);
        BigInteger step =
                power(fraction + 2).divide(pixels, 0, RoundingMode.HALF_EVEN).toBigInteger();
        return new PointGrid(
                digits,
                fixed(x, fraction).subtract(half(step, width - 1)),
                fixed(y, fraction).add(half(step, height - 1)),
                step,
                iterations);
    }

    static BigInteger fixed(BigDecimal value, int fraction) {
        return value.multiply(power(fraction))
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigInteger();
    }

    static BigInteger half(BigInteger step, int steps) {
        return step.multiply(BigInteger.valueOf(steps)).shiftRight(1);
    }

    private static BigDecimal power(int bits) {
        return new BigDecimal(BigInteger.TWO.pow(Math.max(0, bits)));
    }

    /** What people see of it. */
    String label() {
        BigDecimal rounded = zoom.round(new MathContext(3)).stripTrailingZeros();
        String depth = zoom.compareTo(PLAIN) < 0
                ? rounded.toPlainString()
                : rounded.toString().replace("E+", "e");
        return "mandelbrot " + width + "×" + height + " at " + shown(x) + "," + shown(y) + ", zoom " + depth;
    }

    private static String shown(BigDecimal coordinate) {
        BigDecimal rounded = coordinate.setScale(Math.min(6, Math.max(0, coordinate.scale())), RoundingMode.DOWN);
        return rounded.toPlainString() + (rounded.compareTo(coordinate) == 0 ? "" : "…");
    }
}
