package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.matrix.SyntheticMatrix;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.distributedbrain.worker.NativeWorker;
import org.distributedbrain.worker.NativeWorkerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worker page in a real Chromium as the only workers of a real orchestrator. */
class BrowserGridTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir(cleanup = CleanupMode.NEVER) // a browser that is going away still writes into its profile
    Path folder;

    private Orchestrator grid;
    private ChromiumTabs browser;

    @BeforeEach
    void open() throws Exception {
        Optional<Path> chromium = Chromium.find(System.getenv());
        assumeTrue(chromium.isPresent(), "no Chromium on this machine: install chromium, or set CHROMIUM to one");
        grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0));
        browser = ChromiumTabs.start(chromium.get(), folder.resolve("profile"));
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (grid != null) {
            grid.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"webgpu", "wasm", "js"})
    void three_pages_join_one_is_closed_in_the_middle_and_the_result_is_right(String engine) throws Exception {
        URI page = page("&engine=" + engine);
        String first = browser.open(page);
        browser.open(page);
        browser.open(page);
        await().atMost(LIMIT).until(() -> grid.snapshot().workers().size() == 3);
        assertThat(grid.snapshot().workers()).extracting(WorkerView::engine).containsOnly(engine);

        MatmulSize size = new MatmulSize(6_001, 251, 253);
        JobView job = grid.submit(new JobSpec(new MatmulSource.Synthetic(size, 7), "three pages"));
        await().atMost(LIMIT).until(() -> grid.job(job.id()).orElseThrow().chunksDone() > 0);
        browser.close(first);
        JobView done = grid.await(job.id(), LIMIT);

        assertThat(done.state()).as(String.valueOf(done)).isEqualTo(JobState.DONE);
        await().atMost(LIMIT).until(() -> connected().size() == 2);
        assertThat(Objects.requireNonNull(done.metrics()).bytesOut())
                .as("every page makes its operands itself")
                .isZero();
        assertRight(size, grid.result(job.id()));
    }

    @Test
    void a_page_and_a_native_worker_make_their_operands_and_get_none() throws Exception {
        browser.open(page(""));
        try (NativeWorker computer = NativeWorker.start(
                grid.invitation().best(), NativeWorkerOptions.defaults().withThreads(1))) {
            await().atMost(LIMIT).until(() -> connected().size() == 2);
            MatmulSize size = new MatmulSize(4_003, 251, 253);
            JobView job = grid.submit(new JobSpec(new MatmulSource.Synthetic(size, 7), "made where it is needed"));
            JobView done = grid.await(job.id(), LIMIT);

            assertThat(done.state()).as(String.valueOf(done)).isEqualTo(JobState.DONE);
            JobMetrics metrics = Objects.requireNonNull(done.metrics());
            assertThat(metrics.bytesOut()).isZero();
            assertThat(metrics.workersUsed()).isEqualTo(2);
            assertThat(metrics.bytesIn()).isGreaterThanOrEqualTo(4L * size.rowsA() * size.colsB());
            assertRight(size, grid.result(job.id()));
            assertThat(computer.status().rejected()).isZero();
        }
    }

    @Test
    void workers_are_back_by_themselves_after_a_restart_at_the_same_address() throws Exception {
        browser.open(page(""));
        try (NativeWorker computer = NativeWorker.start(
                grid.invitation().best(), NativeWorkerOptions.defaults().withThreads(1))) {
            await().atMost(LIMIT).until(() -> connected().size() == 2);
            List<WorkerId> before = connected().stream().map(WorkerView::id).toList();
            int port = grid.invitation().best().getPort();
            grid.close();
            grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), port));

            await().atMost(LIMIT).until(() -> connected().size() == 2);
            assertThat(connected()).extracting(WorkerView::id).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    /** The page as a program on this computer opens it: it joins without a tap. */
    private URI page(String query) {
        return URI.create(grid.invitation().best().toString().replace("/join#", "/join?auto=1" + query + "#"));
    }

    private List<WorkerView> connected() {
        return grid.snapshot().workers().stream()
                .filter(worker -> worker.state() != WorkerState.GONE)
                .toList();
    }

    private void assertRight(MatmulSize size, Path result) {
        try (Matrix a = SyntheticMatrix.create(Operand.A, size.rowsA(), size.colsA(), 7, folder);
                Matrix b = SyntheticMatrix.create(Operand.B, size.colsA(), size.colsB(), 7, folder);
                Matrix c = MatrixFile.read(result, folder)) {
            double worst = 0;
            for (int i = 0; i < size.rowsA(); i++) {
                for (int j = 0; j < size.colsB(); j++) {
                    double exact = 0;
                    for (int p = 0; p < size.colsA(); p++) {
                        exact += (double) a.at(i, p) * b.at(p, j);
                    }
                    worst = Math.max(worst, Math.abs(exact - c.at(i, j)));
                }
            }
            assertThat(worst).isLessThan(1e-4);
        }
    }
}
