package org.distributedbrain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every measurement, really run, with next to nothing to measure. */
class BenchTest {
    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"wire", "core", "faults", "scale", "e2e", "estimate", "trust", "liars", "history"})
    void every_measurement_gives_its_figures(String name) throws Exception {
        Bench bench = Bench.all().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<String> told = new ArrayList<>();
        List<Figure> figures = bench.run(new Setup(0.005, 1, null, scratch, told::add));
        assertThat(figures).isNotEmpty().allSatisfy(figure -> {
            assertThat(figure.bench()).isEqualTo(name);
            if (Double.isNaN(figure.value()) && !canAlwaysBeMeasured(figure)) {
                assertThat(figure.note()).as("why there is no figure").isNotEmpty();
            } else {
                assertThat(figure.value()).as(figure.name()).isFinite().isNotNegative();
            }
        });
        assertThat(told).allSatisfy(sentence -> assertThat(sentence).startsWith(name + ": "));
    }

    /** Jobs run to their end here, so there is a prediction to compare and a first chunk after a kill: without these figures something is broken. */
    private static boolean canAlwaysBeMeasured(Figure figure) {
        return figure.bench().equals("estimate") || figure.name().startsWith("SIGKILL → ");
    }

    @Test
    void a_figure_knows_whether_it_is_enough() {
        Figure ratio = Figure.of("wire", "operands / raw TCP", 0.75, "×");
        assertThat(ratio.met()).isNull();
        assertThat(ratio.atLeast(0.5).met()).isTrue();
        assertThat(ratio.atLeast(0.5).margin()).isEqualTo(1.5);
        assertThat(ratio.atMost(0.5).met()).isFalse();
    }

    @Test
    void percentiles_are_of_the_nearest_rank() {
        Samples samples = new Samples();
        for (int i = 200; i > 0; i--) {
            samples.add(i);
        }
        assertThat(samples.median()).isEqualTo(100);
        assertThat(samples.percentile(99)).isEqualTo(198);
        assertThat(new Samples().median()).isNaN();
    }
}
