package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} and {@code work} as the processes that they are, ended by the signal that a system sends. */
class ServeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path temp;

    private final List<Process> processes = new ArrayList<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeEach
    void onlyWhereSignalsAre() {
        assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "Windows has no SIGTERM");
    }

    @AfterEach
    void endAll() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void a_worker_process_computes_for_a_serving_one_and_both_end_with_status_0() throws Exception {
        var serve = start("serve", "serve", "--port", "0");
        var joinUrl = line("serve.out", "Join URL").replaceFirst("Join URL +", "");
        assertThat(joinUrl).matches("http://127\\.0\\.0\\.1:\\d+/join#\\S+");
        assertThat(text("serve.out")).contains("Data folder  " + temp.resolve("data"), "Only this computer can join");

        var work = start("work", "work", joinUrl, "--name", "Anna", "--threads", "1");
        line("work.err", "Connected as Anna: waiting for work. Ctrl-C stops.");

        var c = temp.resolve("C.npy");
        assertThat(brain("submit", "matmul", "--size", "64", "-o", c.toString()))
                .as(output::toString)
                .isZero();
        assertThat(Files.size(c)).isEqualTo(128 + 4 * 64 * 64);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("state       done", "workers     1\n");

        end(work);
        line("serve.err", "worker Anna left");
        end(serve);
        assertThat(text("serve.err")).contains("worker Anna joined: ", "submitted: 64×64 · 64×64, seed 1", "verified");
        assertThat(text("serve.out") + text("serve.err")).doesNotContain("WARN ", "ERROR");
        assertThat(brain("jobs")).isEqualTo(3);
        assertThat(temp.resolve("data/logs/brain.log"))
                .content()
                .contains("worker Anna joined")
                .doesNotContain(joinUrl.split("#")[1]);
    }

    @Test
    void a_wrong_key_ends_a_worker_with_a_sentence() throws Exception {
        start("serve", "serve", "--port", "0");
        var joinUrl =
                line("serve.out", "Join URL").replaceFirst("Join URL +", "").replaceFirst("#.*", "#wrong");
        var work = start("work", "work", joinUrl);
        assertThat(work.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(work.exitValue()).isEqualTo(2);
        assertThat(text("work.err")).containsIgnoringCase("join key");
    }

    @Test
    void a_port_in_use_and_a_folder_in_use_are_told() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(brain("serve", "--port", "" + taken.getLocalPort())).isEqualTo(2);
            assertThat(output.toString(StandardCharsets.UTF_8))
                    .isEqualTo("Port " + taken.getLocalPort()
                            + " on 127.0.0.1 is in use: stop what listens there, or choose another with --port.\n");
        }
        start("serve", "serve", "--port", "0");
        line("serve.out", "Join URL");
        assertThat(brain("serve", "--port", "0")).isEqualTo(2);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("data").hasLineCount(1);
    }

    @Test
    void settings_that_make_no_sense_are_told() {
        assertThat(brain("serve", "--local-workers", "-1")).isEqualTo(2);
        assertThat(brain("serve", "--port", "70000")).isEqualTo(2);
        assertThat(brain("serve", "--public-url", "brain.example.org")).isEqualTo(2);
        assertThat(brainWith(Map.of("PORT", "http"), "serve")).isEqualTo(2);
        assertThat(brainWith(Map.of("ALLOWED_ORIGINS", "https://a.example, b"), "serve"))
                .isEqualTo(2);
        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "The variable ALLOWED_ORIGINS names 'b', which is not an origin: write a scheme, a host and perhaps a port,"
                                + " for example https://example.org.\n");
        assertThat(brain("work", "http://127.0.0.1:1/join")).isEqualTo(2);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("no join key");
        assertThat(temp.resolve("data")).doesNotExist();
    }

    private Process start(String name, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "org.distributedbrain.cli.Brain"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectOutput(temp.resolve(name + ".out").toFile())
                .redirectError(temp.resolve(name + ".err").toFile());
        builder.environment().put("BRAIN_DATA", temp.resolve("data").toString());
        var process = builder.start();
        processes.add(process);
        return process;
    }

    /** Waits for a line that has {@code part} in it. */
    private String line(String file, String part) {
        return await().atMost(PATIENCE)
                .until(
                        () -> text(file).lines().filter(l -> l.contains(part)).findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private String text(String file) throws IOException {
        return Files.readString(temp.resolve(file));
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private int brain(String... arguments) {
        return brainWith(Map.of("BRAIN_DATA", temp.resolve("data").toString()), arguments);
    }

    private int brainWith(Map<String, String> environment, String... arguments) {
        output.reset();
        var both = new PrintStream(output, true, StandardCharsets.UTF_8);
        return Brain.run(new Terminal(both, both, environment, false, false), arguments);
    }
}
