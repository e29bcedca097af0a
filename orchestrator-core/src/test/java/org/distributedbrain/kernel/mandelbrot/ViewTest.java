package org.distributedbrain.kernel.mandelbrot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.TileKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTest {
    private static final TileKernel KERNEL = Kernels.find("mandelbrot").orElseThrow();

    @Test
    void at_zoom_1_the_shorter_side_spans_four_units_around_the_center() {
        PointGrid grid = View.of("-0.5,0.25", "1", "200x100", "50").grid();
        double unit = Math.pow(2, grid.fraction());
        assertThat(grid.step().doubleValue() / unit).isCloseTo(0.04, within(1e-9));
        assertThat(grid.re(0).add(grid.re(199)).doubleValue() / unit / 2).isCloseTo(-0.5, within(1e-9));
        assertThat(grid.im(0).add(grid.im(99)).doubleValue() / unit / 2).isCloseTo(0.25, within(1e-9));
        assertThat(grid.im(0)).isGreaterThan(grid.im(99));
    }

    @ParameterizedTest
    @CsvSource({"0.25,1", "1,1080", "1e6,1080", "123456789.5,77", "1e147,8000", "1e150,650"})
    void there_are_24_bits_beyond_what_tells_pixels_apart_and_not_a_digit_too_many(String zoom, int side) {
        PointGrid grid = View.of("0,0", zoom, side + "x" + side, "1").grid();
        assertThat(grid.step().bitLength()).isBetween(24, 42);
        assertThat(grid.digits()).isBetween(2, 40);
        BigDecimal whole =
                new BigDecimal(grid.step()).multiply(new BigDecimal(zoom)).multiply(BigDecimal.valueOf(side));
        BigDecimal four = new BigDecimal(BigInteger.ONE.shiftLeft(grid.fraction() + 2));
        assertThat(whole.subtract(four).abs()).isLessThan(four.multiply(new BigDecimal("1e-6")));
    }

    @Test
    void every_digit_of_a_deep_center_counts() {
        String x =
                "-1.7693831791955150182138472860854737829057472636547514374655282165278881912647564588361634463895296673044858257818203031574874912";
        PointGrid grid = View.of(x + ",0", "1e112", "100x100", "10").grid();
        PointGrid beside = View.of(x.replace("1574874912", "2574874912") + ",0", "1e112", "100x100", "10")
                .grid();
        assertThat(beside.re()).isNotEqualTo(grid.re());
        assertThat(beside.re().subtract(grid.re()).abs()).isLessThan(grid.step());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            center     | 5               | Center '5' is not two numbers with a comma between them; give it as x,y, for example -0.75,0.1.
            center     | a,0             | The center's x is 'a', which is not a decimal number such as -0.75 or 1e12.
            center     | 0,NaN           | The center's y is 'NaN', which is not a decimal number
            center     | 0,1e-99999      | which is not a decimal number
            center     | 8.01,0          | The center's x is '8.01'; it must be from -8 to 8
            center     | 7.9,0           | reaches farther than 8 from 0,0
            zoom       | 0.2             | Zoom is 0.2; it must be from 0.25 to 1e150.
            zoom       | 1.1e150         | it must be from 0.25 to 1e150.
            zoom       | -3              | Zoom is -3; it must be from 0.25
            zoom       | 0.25            | At zoom 0.25 a picture of 1920x1080 reaches farther than 8 from 0,0
            zoom       | deep            | Zoom is 'deep', which is not a decimal number
            size       | 1920            | Size '1920' is not width x height in pixels; give for example 1920x1080.
            size       | 0x5             | Size is 0x5; each side must be from 1 to 100000 pixels
            size       | 100001x1        | each side must be from 1 to 100000 pixels
            size       | 8193x8192       | there may be 67108864 pixels in all
            iterations | 0               | Iterations is '0'; give a whole number from 1 to 10000000.
            iterations | 10000001        | give a whole number from 1 to 10000000.
            iterations | 1e3             | Iterations is '1e3'
            """)
    void what_cannot_be_computed_is_refused_with_a_sentence(String name, String value, String sentence) {
        assertThatThrownBy(() -> KERNEL.plan(Map.of(name, value)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void a_number_of_endless_digits_is_refused() {
        assertThatThrownBy(() -> KERNEL.plan(Map.of("center", "0." + "1".repeat(2_000) + ",0")))
                .hasMessageContaining("The center's x has 2002 characters; at most 1000 are read.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -0.75,0.1               | 1      | 640x480 | mandelbrot 640×480 at -0.75,0.1, zoom 1
            -0.743643887037,0.13182 | 250000 | 3x4     | mandelbrot 3×4 at -0.743643…,0.13182, zoom 250000
            0,1                     | 1.23456e40 | 3 × 4 | mandelbrot 3×4 at 0,1, zoom 1.23e40
            """)
    void people_see_where_it_is(String center, String zoom, String size, String label) {
        TileKernel.Plan plan = KERNEL.plan(Map.of("center", center, "zoom", zoom, "size", size));
        assertThat(plan.label()).isEqualTo(label);
    }

    @Test
    void a_plan_counts_on_what_a_sample_of_the_picture_says() {
        TileSource inside = plan("-0.1,0", "100", "5000");
        assertThat(inside.operationsAnElement()).isEqualTo(5000.0 * 6 * 9);
        assertThat(plan("0,7", "10", "5000").operationsAnElement()).isEqualTo(1.0 * 6 * 9);
        assertThat(plan("-0.75,0", "1", "5000").operationsAnElement())
                .isBetween(5000.0 * 6 * 9 / 4, 5000.0 * 6 * 9 / 3);
        assertThat(inside.rows()).isEqualTo(300);
        assertThat(inside.cols()).isEqualTo(400);
        assertThat(inside.kernel()).isEqualTo("mandelbrot");
    }

    private static TileSource plan(String center, String zoom, String iterations) {
        return KERNEL.plan(Map.of("center", center, "zoom", zoom, "size", "400x300", "iterations", iterations))
                .source();
    }
}
