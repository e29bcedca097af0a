package org.distributedbrain.app.submit;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import org.distributedbrain.app.live.Latest;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.picture.Thumbnail;

/**
 * A small picture of what a job of the kernel {@code mandelbrot} would show, and the ways to move it. First
 * coarse, so that it answers at once, then fine. On the screen thread.
 */
public final class ViewfinderModel {
    private static final ValueLayout.OfInt COUNT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,5})\\s*[x×]\\s*([1-9]\\d{0,5})");
    private static final String KERNEL = "mandelbrot";
    private static final int COARSE = 96;
    private static final int FINE = 320;

    /** More steps than that are not taken here: the picture is a help, and this computer may be busy. */
    private static final int MOST_ITERATIONS = 1_000;

    /** At zoom 1 the shorter side spans so much. */
    private static final BigDecimal SPAN = BigDecimal.valueOf(4);

    /** Digits behind those that tell neighbouring pixels apart. */
    private static final int SPARE_DIGITS = 5;

    private final TileKernel kernel;
    private final TilesModel tiles;
    private final ReadOnlyObjectWrapper<Thumbnail> picture = new ReadOnlyObjectWrapper<>(this, "picture");
    private final Latest<Thumbnail> coarse;
    private final Latest<Thumbnail> fine;
    private boolean wanted;
    private final AtomicInteger version = new AtomicInteger();

    ViewfinderModel(TilesModel tiles, Tasks tasks) {
        this.kernel = Kernels.find(KERNEL).orElseThrow();
        this.tiles = tiles;
        fine = new Latest<>(tasks, "viewfinder", picture::set, failure -> {});
        coarse = new Latest<>(
                tasks,
                "viewfinder",
                seen -> {
                    picture.set(seen);
                    fine.ask(draw(FINE));
                },
                failure -> picture.set(null));
        for (String parameter : new String[] {"center", "zoom", "size", "iterations"}) {
            text(parameter).addListener(o -> {
                if (wanted) {
                    look();
                }
            });
        }
    }

    /** Whether this is the kernel whose picture it is. */
    boolean shows(TileKernel chosen) {
        return chosen == kernel;
    }

    /** Null while what is typed gives none. */
    public ReadOnlyObjectProperty<Thumbnail> picture() {
        return picture.getReadOnlyProperty();
    }

    /** Draws it, now and whenever the texts change. */
    void look() {
        wanted = true;
        version.incrementAndGet();
        fine.forget();
        coarse.ask(draw(COARSE));
    }

    /**
     * Zooms so that the point under the pointer stays where it is. Nothing happens while what is typed is no place.
     *
     * @param x from the left, 0 to 1
     * @param y from the top, 0 to 1
     * @param factor above 1 to go nearer
     */
    public void zoom(double x, double y, double factor) {
        move(x, y, 1 - 1 / factor, factor);
    }

    /** Makes the point at a place of the picture its middle, as in {@link #zoom}. */
    public void centre(double x, double y) {
        move(x, y, 1, 1);
    }

    private void move(double x, double y, double share, double factor) {
        try {
            String[] center = text("center").get().split(",", 2);
            BigDecimal zoom = new BigDecimal(text("zoom").get().strip());
            int[] sides = sides(text("size").get());
            double shorter = Math.min(sides[0], sides[1]);
            BigDecimal span = SPAN.divide(zoom, MathContext.DECIMAL64);
            BigDecimal right = span.multiply(BigDecimal.valueOf((x - 0.5) * sides[0] / shorter * share));
            BigDecimal up = span.multiply(BigDecimal.valueOf((0.5 - y) * sides[1] / shorter * share));
            BigDecimal nearer = zoom.multiply(BigDecimal.valueOf(factor)).round(new MathContext(4));
            int digits = Math.max(0, nearer.precision() - nearer.scale()) + SPARE_DIGITS;
            text("zoom").set(written(nearer));
            text("center")
                    .set(rounded(new BigDecimal(center[0].strip()).add(right), digits) + ","
                            + rounded(new BigDecimal(center[1].strip()).add(up), digits));
        } catch (ArithmeticException | IndexOutOfBoundsException | BadInput | NumberFormatException e) {
            // the form says what is wrong with what is typed
        }
    }

    private static String rounded(BigDecimal value, int digits) {
        return value.setScale(digits, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String written(BigDecimal zoom) {
        BigDecimal plain = zoom.stripTrailingZeros();
        return plain.precision() - plain.scale() > 7 ? plain.toString() : plain.toPlainString();
    }

    private static int[] sides(String size) {
        Matcher sides = SIZE.matcher(size.strip());
        if (!sides.matches()) {
            throw new BadInput(Texts.of("submit.size.picture", size));
        }
        return new int[] {Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2))};
    }

    private StringProperty text(String parameter) {
        return tiles.text(kernel, parameter);
    }

    /** What makes the picture, away from the screen thread; given up when the texts change. */
    private Callable<Thumbnail> draw(int longestSide) {
        int mine = version.get();
        Map<String, String> given = new HashMap<>(tiles.given(kernel));
        return () -> {
            int[] sides = sides(given.getOrDefault("size", ""));
            double shrink = Math.min(1, longestSide / (double) Math.max(sides[0], sides[1]));
            given.put("size", shrunk(sides[0], shrink) + "x" + shrunk(sides[1], shrink));
            given.computeIfPresent("iterations", (name, text) -> fewer(text));
            TileSource source = kernel.plan(given).source();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment result = arena.allocate(4L * source.rows() * source.cols());
                kernel.compute(
                        source, new Place(0, source.rows(), 0, source.cols()), result, () -> version.get() != mine);
                // where it was given up nobody is told of it: another question was asked
                int[] counts = result.toArray(COUNT);
                return Thumbnail.of(source.cols(), source.rows(), counts, kernel.inside(source.parameters()));
            }
        };
    }

    private static int shrunk(int side, double by) {
        return (int) Math.max(1, Math.round(side * by));
    }

    private static String fewer(String iterations) {
        try {
            return String.valueOf(Math.min(MOST_ITERATIONS, Integer.parseInt(iterations.strip())));
        } catch (NumberFormatException e) {
            return iterations;
        }
    }
}
