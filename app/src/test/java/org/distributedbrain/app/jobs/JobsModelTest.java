package org.distributedbrain.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.Samples;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.Verification;
import org.distributedbrain.picture.Thumbnail;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsModelTest {
    @TempDir
    Path folder;

    private final FakeGrid grid = new FakeGrid();
    private final List<JobView> replayed = new ArrayList<>();
    private final JobsModel jobs = new JobsModel(grid, new ImmediateTasks(), replayed::add);
    private final JobView first = Samples.job("first", 64, 64, 64, 4);
    private final JobView second = Samples.job("second", 64, 64, 64, 4);

    @Test
    void the_newest_job_is_shown_until_somebody_chooses_and_the_choice_stays() {
        jobs.show(List.of(first));
        assertThat(jobs.selected().get().key()).isEqualTo(first.id());
        jobs.show(List.of(second, first));
        assertThat(jobs.selected().get().key()).isEqualTo(first.id());
        jobs.show(List.of(second));
        assertThat(jobs.selected().get().key()).isEqualTo(second.id());
        jobs.show(List.of());
        assertThat(jobs.selected().get()).isNull();
    }

    @Test
    void a_job_just_submitted_is_selected_as_soon_as_it_is_seen() {
        jobs.show(List.of(first));
        jobs.reveal(second.id());
        assertThat(jobs.selected().get().key()).isEqualTo(first.id());
        jobs.show(List.of(second, first));
        assertThat(jobs.selected().get().key()).isEqualTo(second.id());
    }

    @Test
    void what_is_there_of_a_result_is_seen_as_a_picture() {
        Thumbnail picture = new Thumbnail(1, 2, new int[] {0xFF000000, 0});
        grid.pictures.put(first.id(), picture);
        List<Optional<Thumbnail>> shown = new ArrayList<>();
        jobs.picture(first.id(), 100, shown::add);
        jobs.picture(second.id(), 100, shown::add);
        assertThat(shown).containsExactly(Optional.of(picture), Optional.empty());
        jobs.show(List.of(first));
        assertThat(jobs.latest(first.id())).contains(first);
        assertThat(jobs.latest(second.id())).isEmpty();
    }

    @Test
    void unfinished_jobs_are_counted() {
        jobs.show(List.of(first, Samples.ended(second, JobState.CANCELLED, null)));
        assertThat(jobs.unfinished()).isEqualTo(1);
    }

    @Test
    void a_result_is_saved_whole_under_a_npy_name() throws Exception {
        Path result = Files.writeString(folder.resolve("result"), "numbers");
        grid.resultFile(result);
        jobs.save(first.id(), folder.resolve("C"));
        assertThat(folder.resolve("C.npy")).hasContent("numbers");
        assertThat(jobs.remark().get().sentence()).isEqualTo("Saved to " + folder.resolve("C.npy"));
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_place_that_cannot_be_written_is_named() throws Exception {
        grid.resultFile(Files.writeString(folder.resolve("result"), "numbers"));
        jobs.save(first.id(), folder.resolve("nowhere/C.npy"));
        assertThat(jobs.remark().get().good()).isFalse();
        assertThat(jobs.remark().get().sentence()).contains("nowhere");
    }

    @Test
    void a_saved_file_is_replaced_only_by_a_whole_one() throws Exception {
        Path old = Files.writeString(folder.resolve("C.npy"), "old");
        jobs.save(first.id(), old);
        assertThat(old).hasContent("old");
        assertThat(jobs.remark().get().sentence()).contains("has no result");
    }

    @Test
    void a_finished_job_is_told_in_words() {
        JobView done = Samples.done(first, Samples.metrics(first, 1824, 3, 3.1e-6));
        assertThat(JobText.outcome(done)).isEqualTo("1.82 s");
        assertThat(ProofText.of(done))
                .contains("3 secret vectors")
                .contains("12.7 % of its bound")
                .contains("largest difference 3.1e-6")
                .contains("off by more than 9.5e-5")
                .contains("at most 1.0e-7");
        assertThat(ProofText.of(Samples.done(first, Samples.metrics(first, 1824, 3, null))))
                .doesNotContain("float64");
        assertThat(JobText.outcome(Samples.running(first, 3))).isEqualTo("75 %");
    }

    @Test
    void how_a_job_is_cut_and_what_it_gets_is_told() {
        assertThat(JobText.how(first)).isEqualTo("Normal priority");
        assertThat(JobText.how(Samples.how(first, JobOptions.DEFAULT, new TileGrid(4, 2, 3))))
                .isEqualTo("Cut into 4 × 2 tiles, each the sum of 3 parts (chosen automatically) · normal priority");
        JobOptions rows = new JobOptions(Partition.ROWS, Priority.HIGH, Verification.FREIVALDS);
        assertThat(JobText.how(Samples.how(first, rows, TileGrid.rows(1))))
                .isEqualTo("Cut into 1 band of rows · high priority");
    }

    @Test
    void what_is_expected_of_a_job_reads_as_one_sentence() {
        Estimate estimate = new Estimate(2_300.0, 25_200_000, 4_194_304, Estimate.Bound.UPLINK, 900.0, 8);
        assertThat(PredictionText.of(Samples.expected(first, estimate)))
                .startsWith("Expected: about 2.3 s on 8 workers;");
        Estimate nobody = new Estimate(null, 25_200_000, 4_194_304, null, null, 0);
        assertThat(PredictionText.of(Samples.expected(first, nobody))).startsWith("No worker is connected");
    }

    @Test
    void a_result_that_nobody_checked_is_called_so() {
        JobOptions none = new JobOptions(Partition.AUTO, Priority.NORMAL, Verification.NONE);
        JobView done = Samples.done(first, Samples.metrics(first, 1824, 3, null));
        JobView unchecked = Samples.how(done, none, TileGrid.rows(4));
        assertThat(ProofText.unverified(unchecked)).startsWith("NOT VERIFIED: ");
        assertThat(ProofText.of(unchecked)).isEmpty();
        assertThat(JobText.stateOf(unchecked)).isEqualTo("Done, NOT VERIFIED");
        assertThat(JobText.accessible(unchecked)).contains("NOT VERIFIED");
        assertThat(JobText.stateStyle(unchecked)).isEqualTo("job-unverified");
        JobView running = Samples.running(unchecked, 1);
        assertThat(JobText.stateStyle(running)).isEqualTo("job-running");
        assertThat(JobText.stateOf(running)).isEqualTo("Running");
        assertThat(ProofText.unverified(done)).isEmpty();
    }
}
