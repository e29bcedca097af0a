package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DemoTest {
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private Path folder = Path.of("none");

    @Test
    void native_workers_do_it_all_and_the_matrices_stay() {
        var outcome = demo(Map.of(), "--size", "1000", "--no-browser");
        assertThat(outcome.path("job").path("state").asString()).isEqualTo("done");
        assertThat(outcome.path("workers"))
                .hasSize(2)
                .allSatisfy(worker ->
                        assertThat(worker.path("tasksCompleted").asInt()).isPositive());
        assertThat(outcome.path("comparison").path("rows").asInt()).isEqualTo(1000);
        assertThat(outcome.path("comparison").path("maxError").asDouble()).isBetween(0.0, 1e-3);
        assertThat(folder.resolve("A.npy")).exists();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void a_demo_can_be_run_without_checks() {
        var outcome = demo(Map.of(), "--size", "200", "--no-browser", "--verify", "none", "--partition", "rows");
        assertThat(outcome.path("job").path("verify").asString()).isEqualTo("none");
        assertThat(outcome.path("job").path("partition").asString()).isEqualTo("rows");
        assertThat(outcome.path("job").path("metrics").path("vectors").asInt()).isZero();
        assertThat(outcome.path("comparison").path("maxError").asDouble()).isBetween(0.0, 1e-3);
    }

    @Test
    void a_real_browser_takes_part() {
        var environment = withChromium();
        var outcome = demo(environment, "--size", "512");
        assertThat(outcome.path("workers")).hasSize(3);
        assertThat(outcome.path("workers")).anySatisfy(worker -> {
            assertThat(worker.path("engine").asString()).isIn("webgpu", "wasm", "js");
            assertThat(worker.path("tasksCompleted").asInt()).isPositive();
        });
        assertThat(outcome.path("comparison").path("maxError").asDouble()).isBetween(0.0, 1e-3);
    }

    @Test
    void browser_alone_computes_with_the_engine_that_was_asked_for() {
        var environment = withChromium();
        var outcome =
                demo(environment, "--size", "130", "--native-workers", "0", "--engine", "webgpu", "--repeat", "2");
        assertThat(outcome.path("workers"))
                .singleElement()
                .satisfies(
                        worker -> assertThat(worker.path("engine").asString()).isEqualTo("webgpu"));
        assertThat(outcome.path("comparison").path("maxError").asDouble()).isBetween(0.0, 1e-3);
        assertThat(stderr.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("total ")))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "--size 0, '--size is 0: use 1 to 16384 for a demo.'",
        "--native-workers 65, '--native-workers is 65: use 0 to 64.'",
        "--native-workers 0 --no-browser, '--native-workers is 0 and there is to be no browser: leave one of the two out.'",
        "--engine cuda, '--engine is ''cuda'': use webgpu, wasm, js.'",
        "--verify never, '--verify is ''never'': use freivalds, cpu or none for a product; spot, quorum:2/3, cpu or none for other kernels.'",
        "--repeat 0, '--repeat is 0: use 1 to 100.'"
    })
    void options_out_of_range_are_refused_in_a_sentence(String options, String sentence) {
        var line = new java.util.ArrayList<>(java.util.List.of("demo"));
        line.addAll(java.util.List.of(options.split(" ")));
        var terminal = new Terminal(
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(stderr, true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false);
        assertThat(Brain.run(terminal, line.toArray(String[]::new))).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(stderr.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines(sentence);
    }

    private static Map<String, String> withChromium() {
        var environment = Map.of(
                "PATH",
                System.getenv().getOrDefault("PATH", ""),
                "CHROMIUM",
                System.getenv().getOrDefault("CHROMIUM", ""));
        assumeTrue(
                Chromium.find(environment).isPresent(),
                "no Chromium is installed: install chromium, or set CHROMIUM to one");
        return environment;
    }

    private JsonNode demo(Map<String, String> environment, String... arguments) {
        var line = new java.util.ArrayList<>(java.util.List.of("demo", "--json"));
        line.addAll(java.util.List.of(arguments));
        var terminal = new Terminal(
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(stderr, true, StandardCharsets.UTF_8),
                environment,
                false,
                false);
        assertThat(Brain.run(terminal, line.toArray(String[]::new)))
                .as(stderr::toString)
                .isZero();
        var outcome = Json.MAPPER.readTree(stdout.toString(StandardCharsets.UTF_8));
        folder = Path.of(outcome.path("result").asString()).getParent();
        return outcome;
    }

    @AfterEach
    void remove() throws Exception {
        for (var name : new String[] {"A.npy", "B.npy", "C.npy"}) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
    }
}
