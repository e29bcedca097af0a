package org.distributedbrain.app.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 ms",
                "0.4213 | 0.42 ms",
                "182.4 | 182 ms",
                "999.96 | 1,000 ms",
                "1824 | 1.82 s",
                "12400 | 12.4 s",
                "123000 | 2 min 03 s",
                "3720000 | 1 h 02 min"
            })
    void durations_keep_three_digits(double millis, String text) {
        assertThat(Figures.duration(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12 | 12 B", "1048576 | 1.05 MB", "201326592 | 201 MB", "999999 | 1.00 MB", "5e15 | 5,000 TB"})
    void bytes_are_decimal(double bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void other_figures_read_as_people_write_them() {
        assertThat(Figures.mops(9440.4)).isEqualTo("9,440 Mops/s");
        assertThat(Figures.operations(17_179_869_184.0)).isEqualTo("17.2 GFLOP");
        assertThat(Figures.error(3.14e-6)).isEqualTo("3.1e-6");
        assertThat(Figures.error(0)).isEqualTo("0");
        assertThat(Figures.count(1, "worker")).isEqualTo("1 worker");
        assertThat(Figures.count(1200, "worker")).isEqualTo("1,200 workers");
    }

    @Test
    void a_bare_x_server_has_no_opinion_on_colours() {
        assertThat(SystemScheme.hasOpinion("Linux", Map.of())).isFalse();
        assertThat(SystemScheme.hasOpinion("Linux", Map.of("XDG_CURRENT_DESKTOP", "GNOME")))
                .isTrue();
        assertThat(SystemScheme.hasOpinion("Windows 11", Map.of())).isTrue();
    }
}
