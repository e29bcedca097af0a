package org.distributedbrain.app.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.FakeProbe;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.Test;

class SubmitModelTest {
    private static final Path A = Path.of("A-512x256.npy");
    private static final Path B = Path.of("B-256x64.npy");

    private final FakeGrid grid = new FakeGrid();
    private final List<JobView> accepted = new ArrayList<>();
    private final SubmitModel form = new SubmitModel(grid, new FakeProbe(), new ImmediateTasks(), accepted::add);

    @Test
    void two_files_that_fit_can_be_run() {
        assertThat(form.runnable().get()).isFalse();
        form.choose(Operand.A, A);
        form.choose(Operand.B, B);
        assertThat(form.hint().get()).startsWith("C will be 512 × 64 · 16.8 MFLOP");

        form.run();

        assertThat(grid.submitted())
                .containsExactly(new JobSpec(new MatmulSource.Files(A, B), "A-512x256.npy × B-256x64.npy"));
        assertThat(accepted).hasSize(1);
    }

    @Test
    void files_whose_inner_sizes_differ_say_which() {
        form.choose(Operand.A, A);
        form.choose(Operand.B, Path.of("B-300x64.npy"));
        assertThat(form.error().get())
                .contains("512 × 256")
                .contains("300 × 64")
                .contains("must have as many columns");
        assertThat(form.runnable().get()).isFalse();
        form.clear(Operand.B);
        assertThat(form.error().get()).isEmpty();
    }

    @Test
    void a_file_that_is_no_matrix_says_so_in_its_place() {
        form.choose(Operand.A, Path.of("notes.docx"));
        assertThat(form.slot(Operand.A).get())
                .isEqualTo(new Slot.Bad(
                        Path.of("notes.docx"),
                        "'notes.docx' is not a matrix: give a .npy file with two dimensions, or a CSV file."));
        assertThat(form.runnable().get()).isFalse();
    }

    @Test
    void sizes_and_a_seed_can_be_run() {
        form.mode().set(SubmitModel.Mode.SIZES);
        form.rowsA().set(" 300 ");
        form.colsA().set("200");
        form.colsB().set("100");
        form.seed().set("-42");
        form.run();
        assertThat(grid.submitted())
                .extracting(JobSpec::source)
                .containsExactly(new MatmulSource.Synthetic(new MatmulSize(300, 200, 100), -42));
    }

    @Test
    void how_the_job_is_to_be_done_goes_with_it() {
        form.mode().set(SubmitModel.Mode.SIZES);
        form.partition().set(Partition.TILES);
        form.priority().set(Priority.HIGH);
        form.run();
        assertThat(grid.submitted())
                .extracting(JobSpec::options)
                .containsExactly(new JobOptions(Partition.TILES, Priority.HIGH, Verification.FREIVALDS));
    }

    @Test
    void a_wrong_size_is_named_with_its_limit() {
        form.mode().set(SubmitModel.Mode.SIZES);
        for (String wrong : List.of("0", "-3", "1000001", "many", "1.5")) {
            form.colsA().set(wrong);
            assertThat(form.error().get())
                    .contains("Columns of A is ‘" + wrong + "’")
                    .contains("from 1 to 1000000");
            assertThat(form.runnable().get()).isFalse();
        }
        form.colsA().set("");
        assertThat(form.error().get()).isEmpty();
        assertThat(form.hint().get()).isEqualTo("Give all three sizes and a seed.");
    }

    @Test
    void what_the_grid_refuses_is_said_and_can_be_tried_again() {
        form.mode().set(SubmitModel.Mode.SIZES);
        grid.refuse("The product needs 4 TB and the limit is 64 GB: submit a smaller one.");
        form.run();
        assertThat(form.error().get())
                .isEqualTo("The product needs 4 TB and the limit is 64 GB: submit a smaller one.");
        assertThat(form.runnable().get()).isTrue();
        assertThat(accepted).isEmpty();
    }

    @Test
    void the_file_chosen_last_wins_whatever_is_read_first() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        Tasks late = new Tasks() {
            @Override
            public <T> void run(String name, Callable<T> work, Consumer<T> done, Consumer<String> failed) {
                waiting.add(() -> new ImmediateTasks().run(name, work, done, failed));
            }
        };
        SubmitModel slow = new SubmitModel(grid, new FakeProbe(), late, job -> {});
        slow.choose(Operand.A, Path.of("old-1x1.npy"));
        slow.choose(Operand.A, A);
        waiting.removeLast().run();
        waiting.removeLast().run();
        assertThat(slow.slot(Operand.A).get())
                .isInstanceOfSatisfying(
                        Slot.Ready.class, ready -> assertThat(ready.file()).isEqualTo(A));
    }
}
