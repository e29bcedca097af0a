package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.persist.DataPaths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From {@code brain submit mandelbrot} to a file, over a real orchestrator and a native worker. */
@Timeout(240)
class PictureTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void a_picture_and_its_counts_come_back_as_files() throws Exception {
        var counts = folder.resolve("set.npy");
        var picture = folder.resolve("set.png");
        var again = folder.resolve("again.png");
        try (var grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0))) {
            grid.addLocalWorker("one", 1);
            brain("submit", "mandelbrot", "--size", "160x90", "--iterations", "200", "-o", counts.toString());
            brain("submit", "mandelbrot", "--size", "160x90", "--iterations", "200", "-o", picture.toString());
            brain("result", grid.jobs(1).getFirst().id().value(), "-o", again.toString());
        }
        assertThat(computed()).isEqualTo(tail(counts));
        var image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(160);
        assertThat(image.getHeight()).isEqualTo(90);
        assertThat(image.getRGB(80, 45) & 0xffffff).as("inside").isZero();
        assertThat(image.getRGB(0, 0) & 0xffffff).as("outside").isNotZero();
        assertThat(again).hasSameBinaryContentAs(picture);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(4);
        }
    }

    private void brain(String... line) {
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var environment = Map.of("BRAIN_DATA", folder.resolve("data").toString());
        var status = Brain.run(new Terminal(stream, stream, environment, false, false), line);
        assertThat(status).as(out.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static byte[] tail(Path npy) throws Exception {
        var all = Files.readAllBytes(npy);
        return Arrays.copyOfRange(all, all.length - 4 * 160 * 90, all.length);
    }

    private static byte[] computed() {
        TileKernel kernel = Kernels.find("mandelbrot").orElseThrow();
        var source = kernel.plan(Map.of("size", "160x90", "iterations", "200")).source();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(4 * 160 * 90);
            kernel.compute(source, new Place(0, 90, 0, 160), values, () -> false);
            return values.toArray(ValueLayout.JAVA_BYTE);
        }
    }
}
