package org.distributedbrain.kernel.mandelbrot;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.TileKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A picture that was is asked for again in the words of a person. */
class ViewTextTest {
    private static final TileKernel KERNEL = Kernels.find("mandelbrot").orElseThrow();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -0.75,0                                     | 1          | 1920x1080 | 1000
            0.25,-0.5                                   | 0.5        | 30x20     | 1
            -0.743643887037158,0.131825904205311        | 12         | 640x480   | 250
            -0.743643887037158704752,0.1318259042053119 | 123456789  | 101x77    | 5000
            -1.769383179195515018213,0.00423684791873   | 1e30       | 7x7       | 20
            """)
    void it_is_what_was_said_where_that_was_short_and_leads_to_the_same_job_everywhere(
            String center, String zoom, String size, String iterations) {
        TileSource source = KERNEL.plan(Map.of("center", center, "zoom", zoom, "size", size, "iterations", iterations))
                .source();
        Map<String, String> given = KERNEL.given(source).orElseThrow();
        assertThat(KERNEL.plan(given).source()).isEqualTo(source);
        assertThat(given).containsEntry("size", size).containsEntry("iterations", iterations);
        assertThat(given.get("center").length()).isLessThanOrEqualTo(center.length());
        assertThat(given.get("zoom").length()).isLessThanOrEqualTo(zoom.length());
    }

    @Test
    void what_nobody_could_have_asked_for_so_has_no_words() {
        PointGrid odd = new PointGrid(9, BigInteger.ONE, BigInteger.TWO, BigInteger.TEN.pow(30), 10);
        assertThat(KERNEL.given(new TileSource("mandelbrot", 4, 4, 60, new TreeMap<>(odd.parameters()))))
                .isEmpty();
    }
}
