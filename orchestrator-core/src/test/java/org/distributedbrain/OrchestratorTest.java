package org.distributedbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.distributedbrain.job.BadInput;
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
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.WorkerState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole orchestrator with real sockets, a real database and native workers. */
class OrchestratorTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Orchestrator grid;

    @BeforeEach
    void open() {
        open(0);
    }

    private void open(int port) {
        grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), port));
    }

    @AfterEach
    void close() {
        grid.close();
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,37,1", "37,1,1", "1,1,37", "2,300,3", "97,89,83", "128,128,128", "500,3,500", "33,1000,2"})
    void product_of_every_shape_is_right(int m, int k, int n) throws Exception {
        grid.addLocalWorker("left", 1);
        grid.addLocalWorker("right", 1);
        JobView job = run(synthetic(m, k, n));
        assertThat(job.state()).as(String.valueOf(job)).isEqualTo(JobState.DONE);
        assertThat(job.metrics().maxError()).isLessThan(1e-4);
        try (Matrix a = SyntheticMatrix.create(Operand.A, m, k, 7, folder);
                Matrix b = SyntheticMatrix.create(Operand.B, k, n, 7, folder);
                Matrix c = MatrixFile.read(grid.result(job.id()), folder)) {
            assertThat(c.rows()).isEqualTo(m);
            assertThat(c.cols()).isEqualTo(n);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double exact = 0;
                    for (int p = 0; p < k; p++) {
                        exact += (double) a.at(i, p) * b.at(p, j);
                    }
                    assertThat((double) c.at(i, j)).isCloseTo(exact, org.assertj.core.data.Offset.offset(1e-4));
                }
            }
        }
    }

    @Test
    void several_jobs_at_once_all_end_and_credit_is_given() throws Exception {
        grid.addLocalWorker("left", 1);
        grid.addLocalWorker("right", 1);
        List<JobView> submitted = Stream.of(200, 201, 202, 203)
                .map(n -> grid.submit(synthetic(n, n, n)))
                .toList();
        for (JobView job : submitted) {
            assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);
        }
        int chunks =
                grid.jobs(10).stream().mapToInt(job -> job.metrics().chunks()).sum();
        assertThat(grid.leaderboard(10).stream()
                        .mapToInt(row -> row.tasksCompleted())
                        .sum())
                .isEqualTo(chunks);
        await().atMost(LIMIT).until(() -> grid.snapshot().totals().jobsCompleted() == 4);
    }

    @Test
    void job_waits_for_a_worker_and_says_so_and_a_late_worker_takes_it() throws Exception {
        JobView job = grid.submit(synthetic(64, 64, 64));
        await().atMost(LIMIT).until(() -> grid.job(job.id()).orElseThrow().waitingFor() != null);
        assertThat(grid.job(job.id()).orElseThrow().waitingFor()).contains("No worker is connected");
        grid.addLocalWorker("late", 1);
        assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void worker_that_leaves_is_shown_gone_and_its_chunks_run_elsewhere() throws Exception {
        Grid.LocalWorker leaving = grid.addLocalWorker("leaving", 1);
        JobView job = grid.submit(synthetic(3_000, 700, 700));
        await().atMost(LIMIT).until(() -> grid.job(job.id()).orElseThrow().chunksDone() > 0);
        leaving.close();
        await().atMost(LIMIT)
                .until(() -> grid.snapshot().workers().stream().allMatch(worker -> worker.state() == WorkerState.GONE));
        grid.addLocalWorker("staying", 1);
        assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void cancelled_job_leaves_nothing_behind_and_frees_the_worker() throws Exception {
        grid.addLocalWorker("one", 1);
        JobView job = grid.submit(synthetic(4_000, 2_000, 2_000));
        assertThat(grid.cancel(job.id())).isTrue();
        assertThat(grid.cancel(job.id())).isFalse();
        assertThat(run(synthetic(50, 50, 50)).state()).isEqualTo(JobState.DONE);
        await().atMost(LIMIT).until(() -> files("scratch").isEmpty());
        assertThat(files("results")).hasSize(1);
        assertThatThrownBy(() -> grid.result(job.id()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("cancelled");
    }

    @Test
    void refused_submission_stores_nothing() throws IOException {
        Path text = Files.writeString(folder.resolve("a.npy"), "this is not a matrix");
        assertThatThrownBy(() -> grid.submit(new JobSpec(new MatmulSource.Files(text, text), "x")))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> grid.submit(synthetic(0, 5, 5)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("rows of A is 0");
        assertThatThrownBy(() -> grid.submit(synthetic(900_000, 900_000, 900_000)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("GiB");
        Path a = Files.writeString(folder.resolve("a.csv"), "1,2,3\n4,5,6\n");
        assertThatThrownBy(() -> grid.submit(new JobSpec(new MatmulSource.Files(a, a), "x")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("2×3");
        assertThat(grid.jobs(10)).isEmpty();
        assertThat(files("results")).isEmpty();
        assertThat(files("scratch")).isEmpty();
    }

    @Test
    void non_finite_values_are_computed_and_told() throws Exception {
        Path a = Files.writeString(folder.resolve("a.csv"), "1,nan\n2,3\n");
        Path b = Files.writeString(folder.resolve("b.csv"), "1,inf\n2,3\n");
        grid.addLocalWorker("one", 1);
        JobView job = run(new JobSpec(new MatmulSource.Files(a, b), "a × b"));
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.notes()).anyMatch(note -> note.contains("NaN")).anyMatch(note -> note.contains("infinite"));
        try (Matrix c = MatrixFile.read(grid.result(job.id()), folder)) {
            assertThat(c.at(0, 0)).isNaN();
            assertThat(c.at(1, 0)).isEqualTo(8f);
            assertThat(c.at(1, 1)).isEqualTo(Float.POSITIVE_INFINITY);
        }
    }

    @Test
    void history_survives_and_what_was_unfinished_goes_on() throws Exception {
        grid.addLocalWorker("one", 1);
        JobView done = run(synthetic(40, 40, 40));
        grid.localWorkers().forEach(Grid.LocalWorker::close);
        JobView waiting = grid.submit(synthetic(40, 40, 40));
        grid.close();
        open();
        assertThat(grid.job(waiting.id()).orElseThrow().state()).isEqualTo(JobState.QUEUED);
        await().atMost(LIMIT)
                .until(() -> grid.snapshot().jobs().stream()
                        .anyMatch(job -> job.id().equals(waiting.id()) && job.waitingFor() != null));
        assertThat(grid.job(done.id()).orElseThrow().metrics()).isEqualTo(done.metrics());
        assertThat(grid.result(done.id())).isRegularFile();
        assertThat(grid.snapshot().jobs()).extracting(JobView::id).contains(done.id());
        grid.addLocalWorker("two", 1);
        assertThat(grid.await(waiting.id(), LIMIT).state()).isEqualTo(JobState.DONE);
        try (Matrix before = MatrixFile.read(grid.result(done.id()), folder);
                Matrix after = MatrixFile.read(grid.result(waiting.id()), folder)) {
            assertThat(after.values().mismatch(before.values())).isEqualTo(-1);
        }
        assertThat(files("results")).hasSize(2);
    }

    @Test
    void a_job_whose_file_was_changed_meanwhile_fails_with_a_sentence() throws Exception {
        Path a = Files.writeString(folder.resolve("a.csv"), "1,2\n3,4\n");
        JobView changed = grid.submit(new JobSpec(new MatmulSource.Files(a, a), "a²"));
        JobView removed = grid.submit(new JobSpec(
                new MatmulSource.Files(Files.copy(a, folder.resolve("b.csv")), "mine.csv", a, null), "b × a"));
        JobView unchanged = grid.submit(synthetic(2, 2, 2));
        grid.close();
        Files.writeString(a, "1,2\n3,4.5\n");
        Files.delete(folder.resolve("b.csv"));
        open();
        await().atMost(LIMIT).until(() -> grid.job(removed.id()).orElseThrow().failure() != null);
        await().atMost(LIMIT).until(() -> grid.job(changed.id()).orElseThrow().failure() != null);
        assertThat(grid.job(changed.id()).orElseThrow().failure())
                .isEqualTo(a + " was changed while the orchestrator was down: submit the job again.");
        assertThat(grid.job(removed.id()).orElseThrow().failure())
                .isEqualTo("mine.csv was removed while the orchestrator was down: submit the job again.");
        await().atMost(LIMIT).until(() -> files("results").size() == 1);
        assertThat(grid.cancel(unchanged.id())).isTrue();
    }

    @Test
    void nobody_waits_for_an_orchestrator_that_closes() throws Exception {
        JobView job = grid.submit(synthetic(40, 40, 40));
        CompletableFuture<JobView> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return grid.await(job.id(), Duration.ofMinutes(10));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        grid.close();
        await().atMost(LIMIT).until(waiting::isDone);
        assertThatThrownBy(() -> grid.submit(synthetic(40, 40, 40)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("closing");
    }

    @Test
    void worker_keeps_its_identity_over_a_restart() throws Exception {
        grid.addLocalWorker("same", 1);
        run(synthetic(40, 40, 40));
        int port = grid.url().getPort();
        grid.close();
        open(port);
        grid.addLocalWorker("same", 1);
        run(synthetic(40, 40, 40));
        assertThat(grid.leaderboard(10))
                .singleElement()
                .satisfies(row -> assertThat(row.sessionsJoined()).isEqualTo(2));
    }

    @Test
    void port_and_data_folder_in_use_are_told() {
        assertThatThrownBy(() -> Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("in use by another orchestrator");
        int port = grid.url().getPort();
        assertThatThrownBy(() ->
                        Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("other")), port)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(String.valueOf(port));
        Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("other")), 0))
                .close();
    }

    @Test
    void unchanged_parts_of_a_snapshot_keep_their_identity() throws Exception {
        grid.addLocalWorker("one", 1);
        JobView job = run(synthetic(40, 40, 40));
        await().atMost(LIMIT).until(() -> grid.snapshot().jobs().getFirst().state() == JobState.DONE);
        Snapshot before = grid.snapshot();
        grid.addLocalWorker("two", 1);
        await().atMost(LIMIT).until(() -> grid.snapshot().workers().size() == 2);
        assertThat(grid.snapshot().jobs()).isSameAs(before.jobs());
        assertThat(grid.snapshot().workers().getFirst())
                .isSameAs(before.workers().getFirst());
        assertThat(job.label()).isEqualTo("synthetic");
    }

    private JobView run(JobSpec spec) throws InterruptedException {
        return grid.await(grid.submit(spec).id(), LIMIT);
    }

    private static JobSpec synthetic(int m, int k, int n) {
        return new JobSpec(new MatmulSource.Synthetic(new MatmulSize(m, k, n), 7), "synthetic");
    }

    private List<Path> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(grid.dataFolder().resolve(name))) {
            return files.toList();
        }
    }
}
