package org.distributedbrain.app.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.FakeProbe;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.Samples;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSource;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.OperandRef;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.Test;

/** A job that was is brought back to the form. */
class RefillTest {
    private final FakeGrid grid = new FakeGrid();
    private final List<JobView> accepted = new ArrayList<>();
    private final SubmitModel form = new SubmitModel(grid, new FakeProbe(), new ImmediateTasks(), accepted::add);

    private static JobView job(JobSource source, JobOptions options) {
        return Samples.how(Samples.from(Samples.job("old one", 512, 256, 64, 4), source), options, null);
    }

    @Test
    void sizes_seed_and_options_come_back() {
        JobOptions options = new JobOptions(Partition.ROWS, Priority.HIGH, Verification.CPU);
        MatmulSource source = new MatmulSource.Synthetic(new MatmulSize(512, 256, 64), 11);
        form.fill(job(source, options));
        assertThat(form.mode().get()).isEqualTo(SubmitModel.Mode.SIZES);
        assertThat(form.origin().get()).contains("old one").contains("cpu");
        form.run();
        assertThat(grid.submitted().getFirst().source()).isEqualTo(source);
        assertThat(grid.submitted().getFirst().options()).isEqualTo(options);

        form.forget();
        form.run();
        assertThat(grid.submitted().getLast().options().verification()).isEqualTo(Verification.FREIVALDS);
        assertThat(form.origin().get()).isEmpty();
    }

    @Test
    void files_come_back_and_one_that_is_gone_says_so_in_its_place() {
        MatmulSource source = new MatmulSource.Files(Path.of("A-512x256.npy"), Path.of("gone.npy"));
        form.fill(job(source, JobOptions.DEFAULT));
        assertThat(form.slot(Operand.A).get()).isInstanceOf(Slot.Ready.class);
        assertThat(form.slot(Operand.B).get()).isInstanceOf(Slot.Bad.class);
        assertThat(form.runnable().get()).isFalse();
    }

    @Test
    void what_the_form_has_no_fields_for_is_run_as_it_was() {
        TileSource source = new TileSource("mandelbrot", 300, 400, 50, new TreeMap<>());
        JobOptions options = new JobOptions(Partition.AUTO, Priority.LOW, Verification.SPOT);
        form.fill(job(source, options));
        assertThat(form.mode().get()).isEqualTo(SubmitModel.Mode.AGAIN);
        assertThat(form.hint().get()).isEqualTo("The same once more: old one");
        form.priority().set(Priority.HIGH);
        form.run();
        assertThat(grid.submitted().getFirst().source()).isEqualTo(source);
        assertThat(grid.submitted().getFirst().label()).isEqualTo("old one");
        assertThat(grid.submitted().getFirst().options().priority()).isEqualTo(Priority.HIGH);
        form.forget();
        assertThat(form.mode().get()).isEqualTo(SubmitModel.Mode.FILES);
    }

    @Test
    void the_fields_of_a_picture_are_filled_in_so_that_they_can_be_changed() {
        TilesModel tiles = form.tiles();
        TileKernel kernel = tiles.kernels().getFirst();
        TileSource source = kernel.plan(
                        Map.of("center", "-0.5,0.25", "zoom", "12", "size", "64x48", "iterations", "90"))
                .source();
        form.fill(job(source, new JobOptions(Partition.AUTO, Priority.LOW, Verification.quorum(2, 3))));
        assertThat(form.mode().get()).isEqualTo(SubmitModel.Mode.TILES);
        assertThat(tiles.text(kernel, "center").get()).isEqualTo("-0.5,0.25");
        assertThat(tiles.text(kernel, "zoom").get()).isEqualTo("12");
        assertThat(form.verification().get()).isEqualTo(Verification.quorum(2, 3));
        form.run();
        assertThat(grid.submitted().getFirst().source()).isEqualTo(source);
        tiles.text(kernel, "zoom").set("24");
        form.run();
        assertThat(grid.submitted().getLast().source()).isNotEqualTo(source);
    }

    @Test
    void matrices_on_the_grid_are_referred_to_again_while_they_are_there() {
        OperandRef ref = new OperandRef(new OperandId("a".repeat(64)), true);
        var a = new MatmulSource.FileOperand(Path.of("blobs", "512x256"), "A.npy", ref);
        var b = new MatmulSource.FileOperand(Path.of("blobs", "256x64"), "B.npy", null);
        form.fill(job(new MatmulSource.Files(a, b), JobOptions.DEFAULT));
        assertThat(form.runnable().get()).isTrue();
        form.run();
        assertThat(grid.submitted().getFirst().source()).isEqualTo(new MatmulSource.Files(a, b));

        var gone = new MatmulSource.FileOperand(Path.of("blobs", "gone"), "B.npy", null);
        form.fill(job(new MatmulSource.Files(a, gone), JobOptions.DEFAULT));
        assertThat(form.runnable().get()).isFalse();
        assertThat(form.error().get()).contains("'gone' is not a matrix");
    }

    @Test
    void of_a_job_of_an_earlier_version_it_is_said_that_nothing_is_known() {
        form.fill(Samples.job("ancient", 8, 8, 8, 1));
        assertThat(form.runnable().get()).isFalse();
        assertThat(form.error().get()).contains("ancient").contains("choose its matrices again");
    }
}
