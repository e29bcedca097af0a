package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    private int brain(String... arguments) {
        var terminal = new Terminal(
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(stderr, true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false);
        return Brain.run(terminal, arguments);
    }

    @Test
    void figures_come_as_one_document() {
        assertThat(brain("bench", "core", "--quick", "--json")).isEqualTo(ExitStatus.DONE);
        var document = Json.MAPPER.readTree(stdout.toString(StandardCharsets.UTF_8));
        assertThat(document.path("quick").asBoolean()).isTrue();
        var figure = document.path("figures").get(0).path("figure");
        assertThat(figure.path("bench").asString()).isEqualTo("core");
        assertThat(figure.path("value").asDouble()).isPositive();
    }

    @Test
    void figures_come_as_a_table() {
        assertThat(brain("bench", "core", "--quick")).isEqualTo(ExitStatus.DONE);
        assertThat(stdout.toString(StandardCharsets.UTF_8)).contains("figure").contains("1,000 workers");
    }

    @Test
    void what_cannot_be_measured_is_refused() {
        assertThat(brain("bench", "luck")).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(stderr.toString(StandardCharsets.UTF_8)).contains("'luck'").contains("wire");
        assertThat(brain("bench", "--peer", folder.toString())).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(stderr.toString(StandardCharsets.UTF_8)).contains("peer.js");
    }
}
