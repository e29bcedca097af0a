package org.distributedbrain.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ModalPane;
import java.nio.file.Path;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import javafx.stage.WindowEvent;
import org.distributedbrain.app.FakeStarter;
import org.distributedbrain.app.Fx;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.TestConsole;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.job.JobState;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.NodeQueryUtils;

/** The window itself, driven by mouse and keyboard over a fake grid. */
class ConsoleWindowTest {
    private final Path folder;
    private final FakeStarter starter = new FakeStarter();
    private final TestConsole console;
    private final OnScreen screen;

    ConsoleWindowTest(@TempDir Path folder) throws Exception {
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
    void the_theme_is_switched_by_its_button_and_remembered() {
        Scheme before = console.theme().scheme().get();
        console.robot.clickOn("#theme");
        OnScreen.until(() -> console.theme().scheme().get() == before.other());
        Fx.run(() -> screen.stage().hide());
        OnScreen.until(console::hasEnded);
        assertThat(Settings.load(TestConsole.settingsIn(folder)).get("theme"))
                .hasValue(before == Scheme.DARK ? "light" : "dark");
    }

    @Test
    void trouble_that_holds_everything_up_is_said_across_the_window_until_it_is_over() {
        assertThat(screen.node("#trouble").getParent().isVisible()).isFalse();
        starter.grid().trouble("The disk that holds /home/ada/brain is full: free some space on it.");
        screen.untilSeen("Jobs are paused. The disk that holds /home/ada/brain is full: free some space on it.");
        starter.grid().trouble(null);
        OnScreen.until(() -> !screen.node("#trouble").getParent().isVisible());
    }

    @Test
    void the_invitation_is_one_key_away_and_so_is_the_way_back() {
        console.control(KeyCode.I);
        screen.untilSeen("Invite devices");
        console.robot.push(KeyCode.ALT, KeyCode.LEFT);
        screen.untilSeen("No jobs yet");
    }

    @Test
    void the_palette_finds_a_view_by_a_part_of_its_name_and_closes_with_escape() {
        console.robot.push(KeyCode.CONTROL, KeyCode.K);
        OnScreen.until(() -> screen.has("#palette-field"));
        console.robot.write("wrk").push(KeyCode.ENTER);
        OnScreen.until(() -> screen.has("#workers") && !screen.has("#overview"));
        console.robot.push(KeyCode.CONTROL, KeyCode.K).push(KeyCode.ESCAPE);
        OnScreen.until(() -> !((ModalPane) screen.node(".modal-pane")).isDisplay());
    }

    @Test
    void the_view_that_was_seen_last_is_the_first_one_at_the_next_start() {
        console.robot.clickOn("#section-workers");
        OnScreen.until(() -> screen.has("#workers") && !screen.has("#overview"));
        Fx.run(() -> screen.stage().hide());
        OnScreen.until(console::hasEnded);
        assertThat(Settings.load(TestConsole.settingsIn(folder)).get("section")).hasValue("workers");
    }

    @Test
    void closing_while_a_job_runs_asks_first() {
        JobView job = Samples.job("A × B", 64, 64, 64, 4);
        starter.grid().job(Samples.running(job, 1));
        screen.untilSeen("25 %");
        Platform.runLater(
                () -> screen.stage().fireEvent(new WindowEvent(screen.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
        OnScreen.until(() -> console.robot
                .lookup("Keep working")
                .match(NodeQueryUtils.isVisible())
                .tryQuery()
                .isPresent());
        console.robot.clickOn("Keep working");
        OnScreen.until(() -> console.robot.lookup("Keep working").tryQuery().isEmpty());
        assertThat(Fx.get(() -> screen.stage().isShowing())).isTrue();
        assertThat(starter.closed()).isZero();

        starter.grid().job(job.id(), j -> Samples.ended(j, JobState.CANCELLED, null));
        screen.untilSeen("Cancelled");
        screen.untilSeen("A × B: cancelled");
        console.control(KeyCode.Q);
        OnScreen.until(console::hasEnded);
        assertThat(starter.closed()).isEqualTo(1);
    }
}
