package org.distributedbrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.matrix.SyntheticMatrix;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.worker.NativeWorker;
import org.distributedbrain.worker.NativeWorkerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices so small that they cannot hold a row of A: every tile comes in parts, which are summed here. */
class SplitSumTest {
    private static final int ROWS = 30;
    private static final int INNER = 40_000;
    private static final int COLS = 20;

    @TempDir
    Path folder;

    @Test
    void parts_of_a_sum_by_small_devices_become_the_product_and_its_error_is_that_of_the_whole() throws Exception {
        try (Orchestrator grid =
                        Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0));
                NativeWorker first = small(grid, "first");
                NativeWorker second = small(grid, "second")) {
            while (grid.snapshot().totals().activeWorkers() < 2) {
                Thread.onSpinWait();
            }
            JobView submitted = grid.submit(
                    new JobSpec(new MatmulSource.Synthetic(new MatmulSize(ROWS, INNER, COLS), 7), "a long sum"));
            JobView job = grid.await(submitted.id(), Duration.ofMinutes(1));
            assertThat(job.state()).as("%s", job).isEqualTo(JobState.DONE);
            assertThat(job.grid().innerParts()).isGreaterThan(1);
            assertThat(job.metrics().maxError()).isCloseTo(largestError(grid.result(job.id())), within());
            try (var files = Files.list(grid.dataFolder().resolve("results"))) {
                assertThat(files).containsExactly(grid.result(job.id()));
            }
        }
    }

    private NativeWorker small(Orchestrator grid, String name) {
        return NativeWorker.start(
                grid.invitation().best(),
                NativeWorkerOptions.defaults()
                        .withName(name)
                        .withThreads(1)
                        .withMemoryBytes(128 * 1024)
                        .withStateFolder(folder.resolve(name)));
    }

    private double largestError(Path result) {
        double largest = 0;
        try (Matrix a = SyntheticMatrix.create(Operand.A, ROWS, INNER, 7, folder);
                Matrix b = SyntheticMatrix.create(Operand.B, INNER, COLS, 7, folder);
                Matrix c = MatrixFile.read(result, folder)) {
            for (int i = 0; i < ROWS; i++) {
                for (int j = 0; j < COLS; j++) {
                    double exact = 0;
                    for (int p = 0; p < INNER; p++) {
                        exact += (double) a.at(i, p) * b.at(p, j);
                    }
                    largest = Math.max(largest, Math.abs(exact - c.at(i, j)));
                }
            }
        }
        assertThat(largest).isLessThan(1e-3);
        return largest;
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }
}
