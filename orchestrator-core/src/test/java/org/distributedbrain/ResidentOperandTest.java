package org.distributedbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.matrix.NpyBytes;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.OperandView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Matrices on the grid, with a whole orchestrator, a real database and native workers. */
class ResidentOperandTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Orchestrator grid;
    private Path a;
    private Path b;

    @BeforeEach
    void open() throws IOException {
        start();
        a = matrix("A.npy", 60, 80);
        b = matrix("B.npy", 80, 50);
    }

    private void start() {
        grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0));
    }

    @AfterEach
    void close() {
        grid.close();
    }

    private Path matrix(String name, int rows, int cols) throws IOException {
        return NpyBytes.matrix("<f4", false, rows, cols, i -> i % 7 - 3).write(folder.resolve(name));
    }

    @Test
    void a_matrix_on_the_grid_has_its_own_copy_and_is_there_after_a_restart() throws IOException {
        OperandView put = grid.putOperand(b, "weights");
        assertThat(put.operand().rows()).isEqualTo(80);
        assertThat(put.operand().cols()).isEqualTo(50);
        assertThat(put.operand().bytes()).isEqualTo(Files.size(b));
        Files.delete(b);
        grid.close();
        start();
        assertThat(grid.operands()).containsExactly(put);
        assertThat(grid.operand("weights")).contains(put);
        assertThat(grid.operand(put.operand().id().value().substring(0, 8))).contains(put);
        assertThat(grid.operand("nothing")).isEmpty();
        grid.addLocalWorker("one", 1);
        assertProduct(product(put));
    }

    @Test
    void two_matrices_of_one_name_have_to_be_named_by_their_ids() throws IOException {
        grid.putOperand(a, "M");
        OperandView second = grid.putOperand(b, "M");
        assertThatThrownBy(() -> grid.operand("M"))
                .isInstanceOf(BadInput.class)
                .hasMessage("2 matrices on the grid are meant by 'M': name one by more digits of its id, as"
                        + " ./brain operands shows them.");
        assertThat(grid.operand(second.operand().id().value())).contains(second);
    }

    @Test
    void what_is_no_matrix_is_refused_by_its_name_and_nothing_stays() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.npy"), "this is not a matrix");
        assertThatThrownBy(() -> grid.putOperand(text, "notes.npy"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("notes.npy ");
        assertThatThrownBy(() -> grid.putOperand(b, " ")).isInstanceOf(BadInput.class);
        assertThat(grid.operands()).isEmpty();
        assertThat(blobs()).isEmpty();
    }

    @Test
    void one_that_an_unfinished_job_uses_stays_until_that_has_ended() throws Exception {
        OperandView put = grid.putOperand(b, "B.npy");
        JobView job = grid.submit(product(put));
        assertThat(grid.removeOperand(put.operand().id()).orElseThrow())
                .isEqualTo("B.npy is used by a job that has not ended: wait for it, or cancel it, and remove the matrix"
                        + " then.");
        assertThat(grid.cancel(job.id())).isTrue();
        assertThat(grid.removeOperand(put.operand().id())).isEmpty();
        assertThat(grid.operands()).isEmpty();
        assertThat(blobs()).isEmpty();
        assertThatThrownBy(() -> grid.removeOperand(put.operand().id())).isInstanceOf(BadInput.class);
    }

    @Test
    void its_last_use_is_noted() throws Exception {
        OperandView put = grid.putOperand(b, "B.npy");
        assertThat(put.operand().usedAt()).isNull();
        grid.submit(product(put));
        assertThat(grid.operand("B.npy").orElseThrow().operand().usedAt()).isNotNull();
    }

    @Test
    void the_second_job_with_the_same_b_sends_none_of_it_and_removing_it_frees_the_workers() throws Exception {
        grid.addLocalWorker("one", 1);
        grid.addLocalWorker("two", 1);
        a = matrix("A.npy", 400, 600);
        OperandView put = grid.putOperand(matrix("weights.npy", 600, 500), "weights");
        long bytesOfA = 4L * 400 * 600;
        long bytesOfB = 4L * 600 * 500;
        JobSpec spec = product(put);
        JobView first = grid.await(grid.submit(spec).id(), LIMIT);
        assertThat(first.metrics().bytesOut()).isGreaterThanOrEqualTo(bytesOfA + bytesOfB);
        JobView second = first;
        for (int i = 0; i < 5; i++) { // until whoever helps out has what it needs
            second = grid.await(grid.submit(spec).id(), LIMIT);
        }
        assertThat(second.metrics().maxError()).isLessThan(1e-3);
        assertThat(second.metrics().bytesOut()).isBetween(bytesOfA, 2 * bytesOfA);
        assertThat(second.metrics().bytesOut() % (4 * 600))
                .as("whole rows of A")
                .isZero();
        await().atMost(LIMIT).until(() -> grid.operands().getFirst().workers() == 2);

        assertThat(grid.removeOperand(put.operand().id())).isEmpty();
        await().atMost(LIMIT).until(() -> grid.operands().isEmpty());
    }

    private JobSpec product(OperandView b) {
        Path blob = grid.dataFolder().resolve("blobs/" + b.operand().id() + ".npy");
        FileOperand left = new FileOperand(a, null, null);
        return new JobSpec(
                new MatmulSource.Files(left, new FileOperand(blob, b.operand().name(), null)), "A × B");
    }

    private JobView assertProduct(JobSpec spec) throws IOException {
        try {
            JobView job = grid.await(grid.submit(spec).id(), LIMIT);
            assertThat(job.state()).as(String.valueOf(job)).isEqualTo(JobState.DONE);
            assertThat(job.metrics().maxError()).isLessThan(1e-4);
            try (Matrix c = MatrixFile.read(grid.result(job.id()), folder)) {
                assertThat(c.rows()).isEqualTo(60);
                assertThat(c.cols()).isEqualTo(50);
            }
            return job;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> blobs() throws IOException {
        try (var files = Files.list(grid.dataFolder().resolve("blobs"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
