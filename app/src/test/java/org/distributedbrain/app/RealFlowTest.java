package org.distributedbrain.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.distributedbrain.app.start.ConsoleOptions;
import org.distributedbrain.app.start.OrchestratorStarter;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.matrix.MatrixInfo;
import org.distributedbrain.worker.NativeWorker;
import org.distributedbrain.worker.NativeWorkerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** The whole way over a real orchestrator and real workers, from the invitation to the exported history. */
class RealFlowTest {
    private final Path folder;
    private final TestConsole console;
    private final FxRobot robot;
    private final OnScreen screen;

    RealFlowTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        console = new TestConsole(folder, new OrchestratorStarter(System.getenv()), MatrixProbe.FILES);
        robot = console.robot;
        screen = console.screen;
    }

    @BeforeEach
    void open() {
        console.start(ConsoleOptions.local(0).withData(folder.resolve("data")));
        OnScreen.until(() -> screen.has("#rail"));
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void invite_join_drop_watch_save_replay_compare_and_export() throws Exception {
        try (NativeWorker ann = join("Ann")) {
            screen.untilSeen("1 device joined with this invitation");
            drop();
            screen.untilSeen("2 × 3 · CSV");
            screen.untilSeen("1 to 6, mean 3.5");
            OnScreen.until(() -> !screen.node("#run").isDisabled());
            robot.clickOn("#run");
            screen.untilSeen("Done");
            assertThat(screen.text("#job-verified")).startsWith("Verified");

            console.dialogs.willChoose(folder.resolve("C.npy"));
            robot.clickOn("#save-result");
            screen.untilSeen("Saved to " + folder.resolve("C.npy"));
            assertThat(MatrixFile.describe(folder.resolve("C.npy"))).isEqualTo(new MatrixInfo(2, 1, "float32", false));

            robot.clickOn("#replay");
            OnScreen.until(() -> screen.has("#run") && !screen.node("#run").isDisabled());
            assertThat(screen.text("#submit-origin")).contains("A.csv × B.csv");
            console.control(KeyCode.ENTER);
            OnScreen.until(() -> screen.text("#figure-completed").equals("2"));

            compare();
            export();
            assertThat(ann.ended()).isNotDone();
        }
    }

    @Test
    void a_worker_is_drained_and_resumed_and_kept_in_quarantine_until_it_is_released() throws Exception {
        try (NativeWorker ann = join("Ann")) {
            console.control(KeyCode.DIGIT3);
            robot.clickOn(screen.place("Ann"));
            press("#worker-drain");
            screen.untilSeen("Draining");
            press("#worker-resume");
            screen.untilSeen("Idle");
            press("#worker-quarantine");
            screen.untilSeen("Quarantined");
            press("#worker-release");
            screen.untilSeen("Idle");
            assertThat(ann.ended()).isNotDone();
        }
    }

    /** Reads the address in Invite, as a person does, and joins there. */
    private NativeWorker join(String name) {
        console.control(KeyCode.I);
        OnScreen.until(() -> screen.has(".address-field .text-field"));
        String address = ((TextInputControl) screen.node(".address-field .text-field")).getText();
        return NativeWorker.start(
                address,
                NativeWorkerOptions.defaults().withName(name).withThreads(1).withStateFolder(folder.resolve("worker")));
    }

    private void drop() throws Exception {
        console.newJob();
        String b = IntStream.of(1, 2, 3).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        FileDrag both = new FileDrag(List.of(
                Files.writeString(folder.resolve("A.csv"), "1,2,3\n4,5,6\n"),
                Files.writeString(folder.resolve("B.csv"), b)));
        assertThat(both.over(screen.node("#slot-A"))).isNotNull();
        assertThat(both.drop(screen.node("#slot-A"))).isTrue();
    }

    private void compare() {
        console.control(KeyCode.DIGIT8);
        OnScreen.until(() -> screen.has("#history")
                && ((TableView<?>) screen.node("#history")).getItems().size() == 2);
        Fx.run(() -> {
            TableView<?> table = (TableView<?>) screen.stage().getScene().lookup("#history");
            table.requestFocus();
            table.getSelectionModel().select(0);
        });
        robot.push(KeyCode.SHIFT, KeyCode.DOWN);
        OnScreen.until(() -> !screen.node("#history-compare").isDisabled());
        robot.clickOn("#history-compare");
        screen.untilSeen("Side by side");
        robot.clickOn("#compare-back");
    }

    private void export() throws Exception {
        console.dialogs.willChoose(folder.resolve("jobs.csv"));
        robot.clickOn("#history-export");
        screen.untilSeen("2 jobs written to " + folder.resolve("jobs.csv"));
        assertThat(Files.readAllLines(folder.resolve("jobs.csv")))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("id,label,state,rows_a");
    }

    /** As soon as it can be pressed. */
    private void press(String selector) {
        OnScreen.until(() -> screen.node(selector).isVisible());
        screen.press(selector);
    }
}
