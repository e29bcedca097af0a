package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.distributedbrain.server.Chunks.chunk;
import static org.distributedbrain.server.Chunks.content;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.loop.WorkerLink;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/protocol.md is complete: a worker in another language, written from that page alone, works. */
class PythonWorkerTest {
    private static final Path SCRIPT =
            Path.of(System.getProperty("basedir", "."), "..", "docs", "examples", "worker.py");

    @TempDir
    Path folder;

    /** {@code -S} leaves out what was installed besides Python, and with it NumPy. */
    @ParameterizedTest
    @ValueSource(strings = {"-s", "-S"})
    void the_example_worker_computes_chunks_of_every_shape_and_says_goodbye(String option) throws Exception {
        assumeTrue(hasPython(), "python3 is not installed; the example worker in docs/examples cannot be run.");
        List<Chunk> chunks =
                List.of(chunk(1, 1, 1, 1, 2), chunk(7, 13, 5, 3, 4), chunk(1, 50, 1, 5, 6), chunk(30, 2, 64, 7, 8));
        try (SocketHarness harness = new SocketHarness()) {
            Process worker = start(harness, option, chunks.size());
            try {
                harness.events.await1(Event.WorkerJoined.class);
                WorkerLink link = harness.link("w-1");
                for (int i = 0; i < chunks.size(); i++) {
                    Chunk chunk = chunks.get(i);
                    link.sendChunk(new TaskId(i), chunk, List.of(content(chunk.a(), 1), content(chunk.b(), -3)));
                }
                for (Event.ChunkReturned back : harness.events.awaitCount(Event.ChunkReturned.class, chunks.size())) {
                    assertProduct(harness.returned.floats(back.task()), chunks.get((int)
                            back.task().value()));
                    link.acceptResult(back.task());
                }
                assertThat(harness.events.await1(Event.WorkerLeft.class).clean())
                        .isTrue();
                assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(worker.exitValue()).as(log()).isZero();
                assertThat(harness.events.of(Event.TaskStarted.class)).hasSize(chunks.size());
            } finally {
                worker.destroyForcibly();
            }
        }
    }

    private Process start(SocketHarness harness, String option, int tasks) throws IOException {
        String url = "http://127.0.0.1:" + harness.port() + "/join#" + SocketHarness.KEY;
        List<String> command = new ArrayList<>(List.of("python3", option, SCRIPT.toString(), url, "" + tasks));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            Process version = new ProcessBuilder("python3", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The operands hold 1, 2, 3, … and −3, −2, −1, …: small whole numbers, so that float64 sums are exact. */
    private static void assertProduct(float[] c, Chunk chunk) {
        assertThat(c).hasSize(chunk.rows() * chunk.cols());
        for (int i = 0; i < chunk.rows(); i++) {
            for (int j = 0; j < chunk.cols(); j++) {
                double sum = 0;
                for (int p = 0; p < chunk.inner(); p++) {
                    sum += (1.0 + i * chunk.inner() + p) * (-3.0 + p * chunk.cols() + j);
                }
                assertThat((double) c[i * chunk.cols() + j]).isCloseTo(sum, within(1e-5 * Math.abs(sum) + 1e-3));
            }
        }
    }
}
