package org.distributedbrain.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.stage.Stage;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.app.live.BackgroundTasks;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.app.shell.ConsoleWindow;
import org.distributedbrain.app.start.ConsoleOptions;
import org.distributedbrain.app.start.OrchestratorStarter;
import org.distributedbrain.app.submit.MatrixProbe;
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
    private final OnScreen screen = new OnScreen();
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
            screen.show(new Stage());
            new ConsoleWindow(
                            screen.stage(),
                            new ConsoleWindow.Surroundings(
                                    new OrchestratorStarter(System.getenv()),
                                    MatrixProbe.FILES,
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
        Fx.run(() -> screen.stage().hide());
        OnScreen.until(ended::get);
    }

    @Test
    void this_computer_multiplies_two_files_and_the_verified_result_is_saved() throws Exception {
        open(folder.resolve("data"));
        screen.untilSeen("No jobs yet");
        robot.clickOn("#section-new_job");
        dialogs.willChoose(
                Files.writeString(folder.resolve("A.csv"), "1,2,3\n4,5,6\n"),
                Files.writeString(folder.resolve("B.csv"), "1\n2\n3\n"),
                folder.resolve("C.npy"));
        robot.clickOn("#slot-A");
        screen.untilSeen("2 × 3 · CSV");
        robot.clickOn("#slot-B");
        screen.untilSeen("3 × 1 · CSV");
        robot.clickOn("#run");
        screen.untilSeen("Queued");

        robot.clickOn("#local-worker");
        screen.untilSeen("Done");
        assertThat(screen.text("#job-verified")).startsWith("Verified");

        screen.press("#save-result");
        screen.untilSeen("Saved to " + folder.resolve("C.npy"));
        assertThat(MatrixFile.describe(folder.resolve("C.npy"))).isEqualTo(new MatrixInfo(2, 1, "float32", false));
        assertThat(screen.text("#figure-completed")).isEqualTo("1");
    }

    @Test
    void a_data_folder_in_use_is_said_and_another_one_is_a_way_out() throws Exception {
        DataPaths taken = DataPaths.in(folder.resolve("taken"));
        try (Orchestrator other = Orchestrator.start(OrchestratorOptions.local(taken, 0))) {
            open(taken.root());
            OnScreen.until(() -> screen.has("#start-failure"));
            assertThat(screen.text("#start-failure"))
                    .contains(other.dataFolder().toString());
            dialogs.willChoose(folder.resolve("free"));
            robot.clickOn("#start-other-folder");
            screen.untilSeen("No jobs yet");
        }
    }
}
