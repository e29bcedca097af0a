package org.distributedbrain.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.distributedbrain.app.FakeStarter;
import org.distributedbrain.app.FleetSamples;
import org.distributedbrain.app.Fx;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.TestConsole;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person who has no mouse: a job is described, run and cancelled, a worker drained, the look changed, the window closed. */
class KeyboardFlowTest {
    /** Nothing in a window is more presses away than that. */
    private static final int FAR = 80;

    private final FakeStarter starter = new FakeStarter();
    private final TestConsole console;
    private final OnScreen screen;

    KeyboardFlowTest(@TempDir Path folder) throws Exception {
        console = new TestConsole(folder, starter, MatrixProbe.FILES);
        screen = console.screen;
    }

    @BeforeEach
    void open() {
        FleetSamples.play(starter.grid());
        console.open();
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void everything_is_reached_by_keys_alone() {
        console.newJob();
        tabTo("mode-files");
        console.robot.push(KeyCode.RIGHT);
        OnScreen.until(() -> "mode-sizes".equals(focus()));
        console.robot.push(KeyCode.SPACE);
        tabTo("rows-a");
        console.control(KeyCode.A);
        console.robot.write("300");
        press("run");
        OnScreen.until(() -> starter.grid().submitted().size() == 1);
        JobView job = starter.grid().jobs(1).getFirst();
        assertThat(job.size()).hasToString("300×1024 · 1024×1024");
        starter.grid().job(job.id(), j -> Samples.running(j, 8));
        screen.untilSeen("50 %");

        press("cancel-job");
        OnScreen.until(() -> "cancel-job-keep".equals(focus()));
        press("cancel-job-sure");
        screen.untilSeen("Cancelled");

        console.control(KeyCode.DIGIT3);
        screen.place("Kitchen tablet");
        tabTo("workers");
        console.robot.push(KeyCode.END).push(KeyCode.HOME);
        press("worker-drain");
        OnScreen.until(() -> !starter.grid().wishes.isEmpty());
        assertThat(starter.grid().wishes).singleElement().asString().startsWith("drain ");

        Scheme before = console.theme().scheme().get();
        console.control(KeyCode.T);
        OnScreen.until(() -> console.theme().scheme().get() == before.other());
        console.control(KeyCode.K);
        OnScreen.until(() -> "palette-field".equals(focus()));
        console.robot.write("invit").push(KeyCode.ENTER);
        screen.untilSeen("Invite devices");
        console.robot.push(KeyCode.ALT, KeyCode.LEFT);
        OnScreen.until(() -> screen.has("#workers"));
        console.control(KeyCode.Q);
        OnScreen.until(console::hasEnded);
    }

    /** Goes there and presses the space bar. */
    private void press(String id) {
        tabTo(id);
        console.robot.push(KeyCode.SPACE);
    }

    private void tabTo(String id) {
        OnScreen.until(() -> screen.has("#" + id) && screen.node("#" + id).isVisible());
        for (int i = 0; i < FAR && !id.equals(focus()); i++) {
            console.robot.push(KeyCode.TAB);
        }
        assertThat(focus()).as("reached with Tab").isEqualTo(id);
    }

    private String focus() {
        return Fx.get(() -> {
            Node owner = screen.stage().getScene().getFocusOwner();
            return owner == null || owner.getId() == null ? "" : owner.getId();
        });
    }
}
