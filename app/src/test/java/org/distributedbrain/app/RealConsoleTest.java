package org.distributedbrain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.app.live.BackgroundTasks;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.app.shell.ConsoleWindow;
import org.distributedbrain.app.start.ConsoleOptions;
import org.distributedbrain.app.start.OrchestratorStarter;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.app.theme.ThemeModel;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.matrix.MatrixInfo;
import org.distributedbrain.persist.DataPaths;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** Nothing is fake here but the person's file dialogs: window, orchestrator, native worker, database. */
class RealConsoleTest {
    private static final SimpleObjectProperty<Scheme> DARK = new SimpleObjectProperty<>(Scheme.DARK);

    @TempDir
    Path folder;

    private final FxRobot robot = new FxRobot();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final AtomicReference<Stage> stage = new AtomicReference<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    private void open(Path data) throws Exception {
        Fx.start();
        Settings settings = Settings.load(folder.resolve("console.properties"));
        settings.put("window.width", 980);
        settings.put("window.height", 900);
        ThemeModel theme = new ThemeModel(settings, DARK);
        ConsoleOptions options = ConsoleOptions.local(0).withData(data);
        Fx.run(() -> {
            Look.install(theme.scheme());
            stage.set(new Stage());
            new ConsoleWindow(
                            stage.get(),
                            new ConsoleWindow.Surroundings(
                                    new OrchestratorStarter(System.getenv()),
                                    MatrixFile::describe,
                                    new BackgroundTasks(Platform::runLater),
                                    Platform::runLater,
                                    dialogs,
                                    settings,
                                    theme),
                            () -> ended.set(true))
                    .open(options);
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> stage.get().hide());
        until(ended::get);
    }

    @Test
    void this_computer_multiplies_two_files_and_the_verified_result_is_saved() throws Exception {
        open(folder.resolve("data"));
        until(() -> seen("No jobs yet"));
        dialogs.willChoose(
                Files.writeString(folder.resolve("A.csv"), "1,2,3\n4,5,6\n"),
                Files.writeString(folder.resolve("B.csv"), "1\n2\n3\n"),
                folder.resolve("C.npy"));
        robot.clickOn("#slot-A");
        until(() -> seen("2 × 3 · CSV"));
        robot.clickOn("#slot-B");
        until(() -> seen("3 × 1 · CSV"));
        robot.clickOn("#run");
        until(() -> seen("Queued"));

        robot.clickOn("#local-worker");
        until(() -> seen("This computer"));
        until(() -> seen("Done"));
        assertThat(Fx.get(() -> ((Labeled) scene("#job-verified")).getText())).startsWith("Verified");

        Fx.run(() -> ((Button) scene("#save-result")).fire());
        until(() -> seen("Saved to " + folder.resolve("C.npy")));
        assertThat(MatrixFile.describe(folder.resolve("C.npy"))).isEqualTo(new MatrixInfo(2, 1, "float32", false));
        assertThat(Fx.get(() -> ((Labeled) scene("#figure-completed")).getText()))
                .isEqualTo("1");
    }

    @Test
    void a_data_folder_in_use_is_said_and_another_one_is_a_way_out() throws Exception {
        DataPaths taken = DataPaths.in(folder.resolve("taken"));
        try (Orchestrator other = Orchestrator.start(OrchestratorOptions.local(taken, 0))) {
            open(taken.root());
            until(() -> scene("#start-failure") != null);
            assertThat(Fx.get(() -> ((Labeled) scene("#start-failure")).getText()))
                    .contains(other.dataFolder().toString());
            dialogs.willChoose(folder.resolve("free"));
            robot.clickOn("#start-other-folder");
            until(() -> seen("No jobs yet"));
        }
    }

    private Node scene(String selector) {
        return stage.get().getScene().getRoot().lookup(selector);
    }

    private boolean seen(String text) {
        return Fx.get(() -> stage.get().getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(n -> n instanceof Labeled label && text.equals(label.getText())));
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
