package org.distributedbrain.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ModalPane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.distributedbrain.app.FakeDialogs;
import org.distributedbrain.app.FakeStarter;
import org.distributedbrain.app.Fx;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.live.BackgroundTasks;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.app.start.ConsoleOptions;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.app.theme.ThemeModel;
import org.distributedbrain.job.JobState;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.WorkerState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.NodeQueryUtils;

/** The real window, driven by mouse and keyboard over a fake grid. */
class ConsoleWindowTest {
    private static final SimpleObjectProperty<Scheme> SYSTEM = new SimpleObjectProperty<>(Scheme.DARK);

    @TempDir
    Path folder;

    private final FxRobot robot = new FxRobot();
    private final FakeStarter starter = new FakeStarter();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final OnScreen screen = new OnScreen();
    private final AtomicReference<ConsoleWindow> window = new AtomicReference<>();
    private ThemeModel theme = new ThemeModel(Settings.load(Path.of("none")), SYSTEM);

    @BeforeAll
    static void startToolkit() throws Exception {
        Fx.start();
        Fx.run(() -> Look.install(SYSTEM));
    }

    @BeforeEach
    void prepare() {
        Settings settings = Settings.load(folder.resolve("console.properties"));
        settings.put("window.width", 980);
        settings.put("window.height", 900);
        theme = new ThemeModel(settings, SYSTEM);
        Fx.run(() -> {
            screen.show(new Stage());
            ConsoleWindow.Surroundings around = new ConsoleWindow.Surroundings(
                    starter,
                    MatrixProbe.FILES,
                    new BackgroundTasks(Platform::runLater),
                    Platform::runLater,
                    dialogs,
                    settings,
                    theme);
            window.set(new ConsoleWindow(screen.stage(), around, () -> ended.set(true)));
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> screen.stage().hide());
        OnScreen.until(ended::get);
    }

    @Test
    void a_job_by_sizes_is_submitted_seen_running_and_reaches_done_with_its_figures() {
        open();
        newJob();
        robot.clickOn("#mode-sizes");
        robot.clickOn("#rows-a").push(KeyCode.CONTROL, KeyCode.A).write("300");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
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
        open();
        newJob();
        Path wrong = Files.createFile(folder.resolve("empty.npy"));
        dialogs.willChoose(wrong);
        robot.clickOn("#slot-A");
        screen.untilSeen("A: " + wrong + " is empty (0 bytes); save the matrix again.");
        assertThat(screen.node("#run").isDisabled()).isTrue();
    }

    @Test
    void two_files_are_chosen_and_run() throws Exception {
        open();
        newJob();
        dialogs.willChoose(
                Files.writeString(folder.resolve("A.csv"), "1,2,3\n4,5,6\n"),
                Files.writeString(folder.resolve("B.csv"), "1\n2\n3\n"));
        robot.clickOn("#slot-A");
        screen.untilSeen("2 × 3 · CSV");
        robot.clickOn("#slot-B");
        screen.untilSeen("3 × 1 · CSV");
        robot.clickOn("#run");
        OnScreen.until(() -> starter.grid().submitted().size() == 1);
        screen.untilSeen("A.csv × B.csv");
    }

    @Test
    void worker_cards_appear_and_turn_grey_when_the_worker_goes() {
        open();
        screen.untilSeen("Add a device");
        starter.grid()
                .worker(Samples.worker("Maya’s Pixel", "phone", "webgpu", "Adreno", WorkerState.COMPUTING, 17, 61_400));
        screen.untilSeen("Maya’s Pixel");
        screen.untilSeen("Maya’s Pixel joined");
        OnScreen.until(() -> screen.has(".worker-computing"));

        starter.grid().worker("Maya’s Pixel", w -> Samples.in(WorkerState.GONE, w));
        OnScreen.until(() -> screen.has(".worker-gone") && !screen.has(".worker-computing"));
        screen.untilSeen("Gone");
    }

    @Test
    void this_computer_is_used_too_with_one_click() {
        open();
        robot.clickOn("#local-worker");
        OnScreen.until(() -> starter.grid().localWorkers().size() == 1);
        screen.untilSeen("This computer");
        robot.clickOn("#local-worker");
        OnScreen.until(() -> starter.grid().localWorkers().isEmpty());
    }

    @Test
    void a_refusal_for_the_whole_window_is_said_in_the_notice() {
        open();
        starter.grid().refuse("This computer cannot join: it has no memory left.");
        robot.clickOn("#local-worker");
        screen.untilSeen("This computer cannot join: it has no memory left.");
    }

    @Test
    void a_result_is_saved_where_the_person_wants_it() throws Exception {
        open();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        starter.grid().resultFile(Files.writeString(folder.resolve("result"), "numbers"));
        JobView job = Samples.job("A × B", 64, 64, 64, 4);
        starter.grid().job(Samples.done(job, Samples.metrics(job, 182, 1, 0.0)));
        screen.untilSeen("182 ms");
        dialogs.willChoose(folder.resolve("C.npy"));
        screen.press("#save-result");
        screen.untilSeen("Saved to " + folder.resolve("C.npy"));
        assertThat(folder.resolve("C.npy")).hasContent("numbers");
    }

    @Test
    void the_job_that_was_chosen_stays_chosen_while_others_come_and_move_on() {
        open();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        JobView chosen = Samples.job("chosen", 64, 64, 64, 4);
        JobView other = Samples.job("other", 64, 64, 64, 4);
        starter.grid().job(chosen);
        starter.grid().job(other);
        screen.untilSeen("other");
        screen.untilSeen("chosen");
        robot.clickOn("chosen");
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
        open();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        JobView job = Samples.job("A × B", 64, 64, 64, 4);
        starter.grid().job(Samples.running(job, 1));
        screen.untilSeen("25 %");
        screen.press("#cancel-job");
        screen.press("#cancel-job-sure");
        screen.untilSeen("Cancelled");
    }

    @Test
    void the_theme_is_switched_by_its_button_and_remembered() {
        open();
        Scheme before = theme.scheme().get();
        robot.clickOn("#theme");
        OnScreen.until(() -> theme.scheme().get() == before.other());
        Fx.run(() -> screen.stage().hide());
        OnScreen.until(ended::get);
        assertThat(Settings.load(folder.resolve("console.properties")).get("theme"))
                .hasValue(before == Scheme.DARK ? "light" : "dark");
    }

    @Test
    void trouble_that_holds_everything_up_is_said_across_the_window_until_it_is_over() {
        open();
        assertThat(screen.node("#trouble").getParent().isVisible()).isFalse();
        starter.grid().trouble("The disk that holds /home/ada/brain is full: free some space on it.");
        screen.untilSeen("Jobs are paused. The disk that holds /home/ada/brain is full: free some space on it.");
        starter.grid().trouble(null);
        OnScreen.until(() -> !screen.node("#trouble").getParent().isVisible());
    }

    @Test
    void the_invitation_is_one_key_away_and_so_is_the_way_back() {
        open();
        robot.push(KeyCode.CONTROL, KeyCode.I);
        screen.untilSeen("Invite devices");
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        screen.untilSeen("No jobs yet");
    }

    @Test
    void the_palette_finds_a_view_by_a_part_of_its_name_and_closes_with_escape() {
        open();
        robot.push(KeyCode.CONTROL, KeyCode.K);
        OnScreen.until(() -> screen.has("#palette-field"));
        robot.write("wrk").push(KeyCode.ENTER);
        OnScreen.until(() -> screen.has("#workers") && !screen.has("#overview"));
        robot.push(KeyCode.CONTROL, KeyCode.K).push(KeyCode.ESCAPE);
        OnScreen.until(() -> !((ModalPane) screen.node(".modal-pane")).isDisplay());
    }

    @Test
    void the_view_that_was_seen_last_is_the_first_one_at_the_next_start() {
        open();
        robot.clickOn("#section-workers");
        OnScreen.until(() -> screen.has("#workers") && !screen.has("#overview"));
        Fx.run(() -> screen.stage().hide());
        OnScreen.until(ended::get);
        assertThat(Settings.load(folder.resolve("console.properties")).get("section"))
                .hasValue("workers");
    }

    @Test
    void a_start_that_fails_says_why_and_offers_another_port() {
        starter.failWith("Port 8080 on 127.0.0.1 is in use: choose another one.");
        Fx.run(() -> window.get().open(ConsoleOptions.local(8080)));
        screen.untilSeen("Port 8080 on 127.0.0.1 is in use: choose another one.");
        starter.succeed();
        robot.clickOn("#start-free-port");
        screen.untilSeen("No jobs yet");
        assertThat(starter.asked()).extracting(ConsoleOptions::port).containsExactly(8080, 0);
    }

    @Test
    void closing_while_a_job_runs_asks_first() {
        open();
        JobView job = Samples.job("A × B", 64, 64, 64, 4);
        starter.grid().job(Samples.running(job, 1));
        screen.untilSeen("25 %");
        Platform.runLater(
                () -> screen.stage().fireEvent(new WindowEvent(screen.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
        OnScreen.until(() -> robot.lookup("Keep working")
                .match(NodeQueryUtils.isVisible())
                .tryQuery()
                .isPresent());
        robot.clickOn("Keep working");
        OnScreen.until(() -> robot.lookup("Keep working").tryQuery().isEmpty());
        assertThat(Fx.get(() -> screen.stage().isShowing())).isTrue();
        assertThat(starter.closed()).isZero();

        starter.grid().job(job.id(), j -> Samples.ended(j, JobState.CANCELLED, null));
        screen.untilSeen("Cancelled");
        screen.untilSeen("A × B: cancelled");
        robot.push(KeyCode.CONTROL, KeyCode.Q);
        OnScreen.until(ended::get);
        assertThat(starter.closed()).isEqualTo(1);
    }

    private void newJob() {
        robot.push(KeyCode.CONTROL, KeyCode.N);
        OnScreen.until(() -> screen.has("#run"));
    }

    private void open() {
        Fx.run(() -> window.get().open(ConsoleOptions.local(0)));
        OnScreen.until(() -> screen.has("#rail"));
    }
}
