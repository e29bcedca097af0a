package org.distributedbrain.kernel.mandelbrot;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.TileKernel;

/** How many steps of z → z² + c stay within |z| ≤ 2, for every pixel of a picture (docs/protocol.md §4.1). */
public final class Mandelbrot implements TileKernel {
    private static final ValueLayout.OfInt COUNT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final List<Parameter> PARAMETERS = List.of(
            new Parameter("center", "X,Y", "the point in the middle, in decimal digits, as many as wanted", "-0.75,0"),
            new Parameter("zoom", "Z", "how often the shorter side fits into 4: 0.25 to 1e150", "1"),
            new Parameter("size", "WxH", "the picture's width and height in pixels", "1920x1080"),
            new Parameter("iterations", "N", "after how many steps a point counts as inside: 1 to 10000000", "1000"));

    @Override
    public String name() {
        return "mandelbrot";
    }

    @Override
    public String description() {
        return "a picture of the Mandelbrot set at any depth, bit for bit the same on every device";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public Plan plan(Map<String, String> given) {
        View view = View.of(
                text(given, PARAMETERS.get(0)),
                text(given, PARAMETERS.get(1)),
                text(given, PARAMETERS.get(2)),
                text(given, PARAMETERS.get(3)));
        PointGrid grid = view.grid();
        double steps = CountSample.of(grid, view.height(), view.width()).expected();
        return new Plan(
                new TileSource(name(), view.height(), view.width(), steps * operationsAStep(grid), grid.parameters()),
                view.label());
    }

    @Override
    public Optional<Map<String, String>> given(TileSource source) {
        try {
            return ViewText.of(PointGrid.of(source.parameters()), source.cols(), source.rows());
        } catch (BadInput noGrid) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, String> given, Parameter parameter) {
        String text = given.get(parameter.name());
        if (text == null) {
            text = parameter.fallback();
        }
        if (text == null) {
            throw new BadInput(
                    "Parameter '" + parameter.name() + "' is missing; give " + parameter.description() + ".");
        }
        return text;
    }

    @Override
    public void compute(TileSource source, Place place, MemorySegment result, BooleanSupplier cancelled) {
        PointGrid grid = PointGrid.of(source.parameters());
        if (!grid.reaches(place.firstRow() + place.rows() - 1, place.firstCol() + place.cols() - 1)) {
            throw new BadInput("The tile's last point has a part of more than " + PointGrid.FARTHEST
                    + " in magnitude; mandelbrot takes no points so far away.");
        }
        EscapeCounts counts = EscapeCounts.of(grid);
        for (int row = 0; row < place.rows(); row++) {
            counts.start(grid.re(place.firstCol()), grid.im(place.firstRow() + row));
            for (int col = 0; col < place.cols(); col++) {
                int count = counts.count(cancelled);
                if (count == EscapeCounts.CANCELLED) {
                    return;
                }
                result.set(COUNT, 4L * ((long) row * place.cols() + col), count);
                counts.right();
            }
            if (cancelled.getAsBoolean()) {
                return;
            }
        }
    }

    /** Points that do not escape. */
    @Override
    public OptionalInt inside(Map<String, String> parameters) {
        return OptionalInt.of(PointGrid.of(parameters).iterations());
    }

    /** Each step takes three products of numbers of d digits, each d² products of digits and as many sums: 6·d². */
    @Override
    public double operations(TileSource source, Place place, MemorySegment result) {
        long steps = 0;
        long values = (long) place.rows() * place.cols();
        for (long i = 0; i < values; i++) {
            steps += Integer.toUnsignedLong(result.get(COUNT, 4 * i));
        }
        return steps * operationsAStep(PointGrid.of(source.parameters()));
    }

    private static double operationsAStep(PointGrid grid) {
        return 6.0 * grid.digits() * grid.digits();
    }
}
