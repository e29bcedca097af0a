package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    @ParameterizedTest
    @CsvSource({
        "0.04, 0.0 ms",
        "9.94, 9.9 ms",
        "12.4, 12 ms",
        "999.4, 999 ms",
        "999.6, 1.00 s",
        "61500, 61.50 s",
        "150000, 2 min 30 s",
        "7260000, 2 h 1 min"
    })
    void durations_keep_three_digits(double ms, String text) {
        assertThat(Figures.duration(ms)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"12, 12 B", "4096, 4.1 kB", "8388608, 8.4 MB", "40000000000, 40.00 GB"})
    void bytes_are_decimal(double bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void tables_align_numbers_to_the_right() {
        var out = new ByteArrayOutputStream();
        var terminal =
                new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, Map.of(), false, false);
        var table = new Table(List.of("name", "count"), Set.of("count"));
        table.row("a×b", 5);
        table.row("longer", 12345);
        table.print(terminal);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("name    count\na×b         5\nlonger  12345\n");
    }

    @Test
    void a_console_needs_a_display_on_linux_only() {
        assertThat(ConsoleCommand.hasDisplay("Linux", Map.of())).isFalse();
        assertThat(ConsoleCommand.hasDisplay("Linux", Map.of("DISPLAY", ":0"))).isTrue();
        assertThat(ConsoleCommand.hasDisplay("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")))
                .isTrue();
        assertThat(ConsoleCommand.hasDisplay("Mac OS X", Map.of())).isTrue();
    }
}
