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
import tools.jackson.databind.JsonNode;

class DemoTest {
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private Path folder = Path.of("none");

    @Test
    void native_workers_do_it_all_and_the_matrices_stay() {
        var outcome = demo(Map.of(), "--size", "300", "--no-browser");
        assertThat(outcome.path("job").path("state").asString()).isEqualTo("done");
        assertThat(outcome.path("workers"))
                .hasSize(2)
                .allSatisfy(worker ->
                        assertThat(worker.path("tasksCompleted").asInt()).isPositive());
        assertThat(outcome.path("comparison").path("rows").asInt()).isEqualTo(300);
        assertThat(outcome.path("comparison").path("maxError").asDouble()).isBetween(0.0, 1e-3);
        assertThat(folder.resolve("A.npy")).exists();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void a_real_browser_takes_part() {
        var environment = Map.of(
                "PATH",
                System.getenv().getOrDefault("PATH", ""),
                "CHROMIUM",
                System.getenv().getOrDefault("CHROMIUM", ""));
        assumeTrue(
                Chromium.find(environment).isPresent(),
                "no Chromium is installed: install chromium, or set CHROMIUM to one");
        var outcome = demo(environment, "--size", "512");
        assertThat(outcome.path("workers")).hasSize(3);
        assertThat(outcome.path("workers")).anySatisfy(worker -> {
            assertThat(worker.path("engine").asString()).isIn("webgpu", "wasm", "js");
            assertThat(worker.path("tasksCompleted").asInt()).isPositive();
        });
        assertThat(outcome.path("comparison").path("maxError").asDouble()).isBetween(0.0, 1e-3);
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
