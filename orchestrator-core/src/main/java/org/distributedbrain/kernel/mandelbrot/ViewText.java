package org.distributedbrain.kernel.mandelbrot;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.distributedbrain.job.BadInput;

/** What a person would have to say for a picture that was: the shortest decimals that lead to the same points again. */
final class ViewText {
    /** Beyond the digits that a grid of {@link PointGrid#MAX_DIGITS} can tell apart. */
    private static final int MOST_DIGITS = 220;

    private ViewText() {}

    /** Empty when no {@link View} makes that grid. */
    static Optional<Map<String, String>> of(PointGrid grid, int width, int height) {
        BigInteger x = grid.re().add(View.half(grid.step(), width - 1));
        BigInteger y = grid.im().subtract(View.half(grid.step(), height - 1));
        String center = decimal(x, grid.fraction()) + "," + decimal(y, grid.fraction());
        String size = width + "x" + height;
        String iterations = String.valueOf(grid.iterations());
        BigDecimal zoom = new BigDecimal(BigInteger.TWO.pow(grid.fraction() + 2))
                .divide(
                        new BigDecimal(grid.step().multiply(BigInteger.valueOf(Math.min(width, height)))),
                        new MathContext(MOST_DIGITS));
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            String text = zoom.round(new MathContext(digits))
                    .stripTrailingZeros()
                    .toString()
                    .replace("E+", "e")
                    .replace("E", "e");
            if (leadsTo(grid, center, text, size, iterations)) {
                return Optional.of(Map.of("center", center, "zoom", text, "size", size, "iterations", iterations));
            }
        }
        return Optional.empty();
    }

    private static boolean leadsTo(PointGrid grid, String center, String zoom, String size, String iterations) {
        try {
            return View.of(center, zoom, size, iterations).grid().equals(grid);
        } catch (BadInput outOfRange) {
            return false;
        }
    }

    /** The shortest decimal whose nearest number with so many bits behind the point is that one. */
    private static String decimal(BigInteger number, int fraction) {
        BigDecimal exact = new BigDecimal(number).divide(new BigDecimal(BigInteger.TWO.pow(fraction)));
        for (int scale = 0; scale < MOST_DIGITS; scale++) {
            BigDecimal shorter = exact.setScale(scale, RoundingMode.HALF_EVEN);
            if (View.fixed(shorter, fraction).equals(number)) {
                return shorter.stripTrailingZeros().toPlainString();
            }
        }
        return exact.toPlainString();
    }
}
