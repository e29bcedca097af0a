package org.distributedbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs of a kernel without operands on a whole orchestrator with real sockets, a real database and native workers. */
class TileJobTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final TileKernel MANDELBROT = Kernels.find("mandelbrot").orElseThrow();
    private static final TileKernel.Plan PLAN = MANDELBROT.plan(
            Map.of("center", "-0.7436438870,0.1318259042", "zoom", "100", "size", "150x90", "iterations", "300"));

    @TempDir
    Path folder;

    private Orchestrator grid;

    @BeforeEach
    void open() {
        grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0));
    }

    @AfterEach
    void close() {
        grid.close();
    }

    private static JobSpec verified(String how) {
        return new JobSpec(
                PLAN.source(),
                PLAN.label(),
                new JobOptions(Partition.AUTO, Priority.NORMAL, Verification.parse("verify", how)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spot", "quorum:2/3", "cpu", "none"})
    void a_picture_is_right_bit_for_bit_however_it_is_verified(String how) throws Exception {
        for (String name : new String[] {"left", "middle", "right"}) {
            grid.addLocalWorker(name, 1);
        }
        JobView job = grid.await(grid.submit(verified(how)).id(), LIMIT);
        assertThat(job.state()).as(String.valueOf(job)).isEqualTo(JobState.DONE);
        assertThat(job.kernel()).isEqualTo("mandelbrot");
        assertThat(values(grid.result(job.id()))).isEqualTo(right());
    }

    @Test
    void a_check_that_is_of_no_use_to_a_kernel_is_refused() {
        assertThatThrownBy(() -> grid.submit(verified("freivalds")))
                .isInstanceOf(BadInput.class)
                .hasMessage("freivalds is for products of matrices: use spot, quorum:2/3, cpu or none for mandelbrot.");
    }

    private static ByteBuffer values(Path npy) throws Exception {
        byte[] all = Files.readAllBytes(npy);
        int bytes = 4 * 150 * 90;
        return ByteBuffer.wrap(all, all.length - bytes, bytes).slice();
    }

    private static ByteBuffer right() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(4 * 150 * 90, 8);
            MANDELBROT.compute(PLAN.source(), new TileKernel.Place(0, 90, 0, 150), values, () -> false);
            return ByteBuffer.wrap(values.toArray(ValueLayout.JAVA_BYTE));
        }
    }
}
