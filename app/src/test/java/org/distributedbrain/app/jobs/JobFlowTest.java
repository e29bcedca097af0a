package org.distributedbrain.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.distributedbrain.app.FakeStarter;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.TestConsole;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobState;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.WorkerState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with a job, by mouse and keyboard over a fake grid. */
class JobFlowTest {
    private final Path folder;
    private final FakeStarter starter = new FakeStarter();
    private final TestConsole console;
    private final OnScreen screen;

    JobFlowTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        console = new TestConsole(folder, starter, MatrixProbe.FILES);
        screen = console.screen;
    }

    @BeforeEach
    void open() {
        console.open();
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void a_job_by_sizes_is_submitted_seen_running_and_reaches_done_with_its_figures() {
        console.newJob();
        console.robot.clickOn("#mode-sizes");
        console.robot.clickOn("#rows-a").push(KeyCode.CONTROL, KeyCode.A).write("300");
        console.robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        OnScreen.until(() -> starter.grid().submitted().size() == 1);
        JobView job = starter.grid().jobs(1).getFirst();
        assertThat(job.size()).hasToString("300×1024 · 1024×1024");

        starter.grid().job(job.id(), j -> Samples.running(j, 8));
        screen.untilSeen("50 %");
        starter.grid().job(job.id(), j -> Samples.done(j, Samples.metrics(j, 1824, 2, 3.1e-6)));
        screen.untilSeen("1.82 s");
        screen.untilSeen("86.2 %");
        assertThat(screen.text("#job-verified")).contains("Freivalds").contains("3.1e-6");
        assertThat(screen.text("#figure-completed")).isEqualTo("1");
    }

    @Test
    void a_wrong_file_shows_its_sentence_and_cannot_be_run() throws Exception {
        console.newJob();
        Path wrong = Files.createFile(folder.resolve("empty.npy"));
        console.dialogs.willChoose(wrong);
        console.robot.clickOn("#slot-A");
        screen.untilSeen("A: " + wrong + " is empty (0 bytes); save the matrix again.");
        assertThat(screen.node("#run").isDisabled()).isTrue();
    }

    @Test
    void what_a_job_would_take_follows_the_workers_that_come_and_go() {
        console.newJob();
        console.robot.clickOn("#mode-sizes");
        screen.untilSeen("≈ 2.3 s");
        starter.grid().estimate(new Estimate(1_100.0, 1_000, 1_000, Estimate.Bound.COMPUTE, 4_000.0, 1));
        starter.grid().worker(Samples.worker("Pixel", "phone", "webgpu", "Adreno", WorkerState.IDLE, 0, 0));
        screen.untilSeen("≈ 1.1 s");
        screen.untilSeen("on 1 worker, as they are now");
        starter.grid().estimate(new Estimate(null, 1_000, 1_000, null, 4_000.0, 0));
        starter.grid().worker("Pixel", w -> Samples.in(WorkerState.GONE, w));
        screen.untilSeen("No worker is connected that could take part.");
    }

    @Test
    void two_files_are_chosen_and_run() throws Exception {
        console.newJob();
        console.dialogs.willChoose(
                Files.writeString(folder.resolve("A.csv"), "1,2,3\n4,5,6\n"),
                Files.writeString(folder.resolve("B.csv"), "1\n2\n3\n"));
        console.robot.clickOn("#slot-A");
        screen.untilSeen("2 × 3 · CSV");
        console.robot.clickOn("#slot-B");
        screen.untilSeen("3 × 1 · CSV");
        console.robot.clickOn("#run");
        OnScreen.until(() -> starter.grid().submitted().size() == 1);
        screen.untilSeen("A.csv × B.csv");
    }

    @Test
    void a_result_is_saved_where_the_person_wants_it() throws Exception {
        console.control(KeyCode.DIGIT2);
        starter.grid().resultFile(Files.writeString(folder.resolve("result"), "numbers"));
        JobView job = Samples.job("A × B", 64, 64, 64, 4);
        starter.grid().job(Samples.done(job, Samples.metrics(job, 182, 1, 0.0)));
        screen.untilSeen("182 ms");
        console.dialogs.willChoose(folder.resolve("C.npy"));
        screen.press("#save-result");
        screen.untilSeen("Saved to " + folder.resolve("C.npy"));
        assertThat(folder.resolve("C.npy")).hasContent("numbers");
    }

    @Test
    void the_job_that_was_chosen_stays_chosen_while_others_come_and_move_on() {
        console.control(KeyCode.DIGIT2);
        JobView chosen = Samples.job("chosen", 64, 64, 64, 4);
        JobView other = Samples.job("other", 64, 64, 64, 4);
        starter.grid().job(chosen);
        starter.grid().job(other);
        screen.untilSeen("other");
        screen.untilSeen("chosen");
        console.robot.clickOn(screen.place("chosen"));
        OnScreen.until(() -> screen.text(".detail-title").equals("chosen"));

        starter.grid().job(Samples.job("newest", 64, 64, 64, 4));
        starter.grid().job(other.id(), j -> Samples.running(j, 2));
        screen.untilSeen("newest");
        screen.untilSeen("50 %");
        assertThat(screen.text(".detail-title")).isEqualTo("chosen");
        starter.grid()
                .job(chosen.id(), j -> Samples.ended(j, JobState.FAILED, "Its operands are gone: submit it again."));
        OnScreen.until(() -> screen.text("#job-failure").equals("Its operands are gone: submit it again."));
    }

    @Test
    void a_running_job_is_cancelled() {
        console.control(KeyCode.DIGIT2);
        JobView job = Samples.job("A × B", 64, 64, 64, 4);
        starter.grid().job(Samples.running(job, 1));
        screen.untilSeen("25 %");
        screen.press("#cancel-job");
        screen.press("#cancel-job-sure");
        screen.untilSeen("Cancelled");
    }
}
