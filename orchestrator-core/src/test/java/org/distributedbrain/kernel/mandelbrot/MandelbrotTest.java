package org.distributedbrain.kernel.mandelbrot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.TileKernel.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MandelbrotTest {

    static Stream<GoldenMandelbrot.Case> golden() {
        return GoldenMandelbrot.all();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void a_golden_tile_is_what_the_protocol_says(GoldenMandelbrot.Case golden) {
        assertThat(new MandelbrotReference(golden.parameters()).tile(golden.place()))
                .isEqualTo(golden.counts());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void the_kernel_computes_golden_tiles(GoldenMandelbrot.Case golden) {
        assertThat(Tiles.computed(Tiles.source(golden.parameters()), golden.place()))
                .isEqualTo(golden.counts());
    }

    static IntStream digits() {
        return IntStream.rangeClosed(2, 40);
    }

    /** At the edge of the great heart, c = w/2 − w²/4 with |w| = 1, orbits are long and full of digits. */
    @ParameterizedTest
    @MethodSource("digits")
    void counts_are_those_of_the_reference_at_every_length(int digits) {
        Random random = new Random(digits);
        int fraction = 16 * digits - 8;
        for (int round = 0; round < 12; round++) {
            double angle = random.nextDouble() * 2 * Math.PI;
            double re = Math.cos(angle) / 2 - Math.cos(2 * angle) / 4;
            double im = Math.sin(angle) / 2 - Math.sin(2 * angle) / 4;
            Map<String, String> parameters = Map.of(
                    "digits", Integer.toString(digits),
                    "re", near(re, fraction, random).toString(16),
                    "im", near(im, fraction, random).toString(16),
                    "step",
                            new BigInteger(fraction - random.nextInt(3, 20), random)
                                    .add(BigInteger.ONE)
                                    .toString(16),
                    "iterations", Integer.toString(random.nextInt(1, 300)));
            Place place = new Place(random.nextInt(3), 2, random.nextInt(3), 3);
            assertThat(Tiles.computed(Tiles.source(parameters), place))
                    .isEqualTo(new MandelbrotReference(parameters).tile(place));
        }
    }

    private static BigInteger near(double value, int fraction, Random random) {
        BigInteger noise = new BigInteger(fraction - 10, random);
        return BigInteger.valueOf((long) (value * (1L << 20)))
                .shiftLeft(fraction)
                .shiftRight(20)
                .add(random.nextBoolean() ? noise : noise.negate());
    }

    @ParameterizedTest
    @CsvSource({"0,0,2", "-1,0,3", "0,1,4", "-2,0,5", "0,-1,8", "-1,0,40"})
    void a_point_whose_orbit_comes_back_to_where_it_was_never_escapes(int re, int im, int digits) {
        int fraction = 16 * digits - 8;
        Map<String, String> parameters = Map.of(
                "digits", Integer.toString(digits),
                "re", BigInteger.valueOf(re).shiftLeft(fraction).toString(16),
                "im", BigInteger.valueOf(im).shiftLeft(fraction).toString(16),
                "step", "1",
                "iterations", "10000000");
        // Ten million steps would take this test seconds: it is the cycle that ends them.
        assertThat(Tiles.computed(Tiles.source(parameters), new Place(0, 1, 0, 1)))
                .containsExactly(10_000_000);
    }

    @Test
    void a_cancelled_tile_is_given_up_within_a_pixel() {
        TileSource source = new Mandelbrot()
                .plan(Map.of("center", "0.25,0", "zoom", "1e140", "size", "64x64", "iterations", "10000000"))
                .source();
        AtomicInteger asked = new AtomicInteger();
        MemorySegment result = MemorySegment.ofArray(new byte[4 * 64 * 64]);
        new Mandelbrot().compute(source, new Place(0, 64, 0, 64), result, () -> asked.incrementAndGet() > 2);
        assertThat(asked).hasValue(3);
    }

    @Test
    void what_is_credited_are_the_steps_made() {
        Map<String, String> parameters =
                Map.of("digits", "3", "re", "-20000000000", "im", "0", "step", "10000000000", "iterations", "50");
        TileSource source = Tiles.source(parameters);
        Place place = new Place(0, 1, 0, 4);
        int[] counts = Tiles.computed(source, place);
        assertThat(counts).containsExactly(50, 50, 50, 3);
        MemorySegment result = MemorySegment.ofArray(counts);
        assertThat(new Mandelbrot().operations(source, place, result)).isEqualTo(153.0 * 6 * 9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    digits     | 41     | Parameter 'digits' of mandelbrot is 41; it must be from 2 to 40.
                    digits     | 1      | it must be from 2 to 40
                    digits     | two    | is 'two'; it must be a whole number in decimal digits
                    re         | 8000001| it must be from -8000000 to 8000000 (hexadecimal)
                    im         | 1F     | lower case
                    step       | 0      | it must be from 1 to 10000000
                    iterations | 10000001 | it must be from 1 to 10000000
                    """)
    void parameters_that_no_orchestrator_sends_are_refused(String name, String value, String sentence) {
        Map<String, String> parameters =
                new TreeMap<>(Map.of("digits", "2", "re", "0", "im", "0", "step", "1", "iterations", "5"));
        parameters.put(name, value);
        assertThatThrownBy(() -> Tiles.computed(Tiles.source(parameters), new Place(0, 1, 0, 1)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void a_tile_beyond_the_plane_is_refused() {
        TileSource source =
                Tiles.source(Map.of("digits", "2", "re", "0", "im", "0", "step", "1000000", "iterations", "5"));
        assertThat(Tiles.computed(source, new Place(8, 1, 8, 1))).containsExactly(1);
        assertThatThrownBy(() -> Tiles.computed(source, new Place(8, 2, 8, 1))).isInstanceOf(BadInput.class);
    }
}
