package org.distributedbrain.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.distributedbrain.app.FakeDialogs;
import org.distributedbrain.app.FakeProbe;
import org.distributedbrain.app.FakeStarter;
import org.distributedbrain.app.Fx;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.live.BackgroundTasks;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.app.shell.ConsoleWindow;
import org.distributedbrain.app.start.ConsoleOptions;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.app.theme.ThemeModel;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.matrix.ResultFile;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** What a person does with jobs that are done, by mouse and keyboard. */
class HistoryFlowTest {
    private static final SimpleObjectProperty<Scheme> DARK = new SimpleObjectProperty<>(Scheme.DARK);

    @TempDir
    Path folder;

    private final FxRobot robot = new FxRobot();
    private final FakeStarter starter = new FakeStarter();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final OnScreen screen = new OnScreen();

    @BeforeEach
    void open() throws Exception {
        Fx.start();
        Settings settings = Settings.load(folder.resolve("console.properties"));
        settings.put("window.width", 980);
        settings.put("window.height", 900);
        settings.put("section", "jobs");
        ThemeModel theme = new ThemeModel(settings, DARK);
        Fx.run(() -> {
            Look.install(DARK);
            screen.show(new Stage());
            new ConsoleWindow(
                            screen.stage(),
                            new ConsoleWindow.Surroundings(
                                    starter,
                                    new FakeProbe(),
                                    new BackgroundTasks(Platform::runLater),
                                    Platform::runLater,
                                    dialogs,
                                    settings,
                                    theme),
                            () -> ended.set(true))
                    .open(ConsoleOptions.local(0));
        });
        OnScreen.until(() -> screen.has("#rail"));
    }

    @AfterEach
    void close() {
        Fx.run(() -> screen.stage().hide());
        OnScreen.until(ended::get);
    }

    @Test
    void a_result_is_saved_and_looked_at_and_its_job_replayed_compared_and_exported() throws Exception {
        starter.grid().resultFile(result());
        done("slow", 300, 400);
        done("quick", 300, 200);
        untilThere("quick");
        robot.clickOn("quick");
        OnScreen.until(() -> screen.text(".detail-title").equals("quick"));

        dialogs.willChoose(folder.resolve("C.npy"));
        robot.clickOn("#save-result");
        screen.untilSeen("Saved to " + folder.resolve("C.npy"));
        assertThat(Files.size(folder.resolve("C.npy"))).isPositive();
        robot.clickOn("Result");
        screen.untilSeen("-2.5");

        robot.clickOn("#replay");
        OnScreen.until(() -> screen.has("#rows-a"));
        assertThat(((TextField) screen.node("#rows-a")).getText()).isEqualTo("300");
        assertThat(screen.text("#submit-origin")).contains("quick").contains("freivalds");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        OnScreen.until(() -> starter.grid().submitted().size() == 1);
        assertThat(starter.grid().submitted().getFirst().source())
                .isEqualTo(new MatmulSource.Synthetic(new MatmulSize(300, 64, 64), 7));

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT8);
        untilThere("slow");
        robot.clickOn("quick");
        assertThat(screen.node("#history-compare").isDisabled()).isTrue();
        robot.push(KeyCode.SHIFT, KeyCode.DOWN);
        OnScreen.until(() -> !screen.node("#history-compare").isDisabled());
        robot.clickOn("#history-compare");
        screen.untilSeen("Side by side");
        screen.untilSeen("400 ms");
        OnScreen.until(() -> screen.has(".compare-better") || screen.has(".compare-worse"));
        robot.clickOn("#compare-back");

        robot.clickOn("#history-text").write("quick");
        screen.untilSeen("1 job");
        dialogs.willChoose(folder.resolve("jobs.csv"));
        robot.clickOn("#history-export");
        screen.untilSeen("1 job written to " + folder.resolve("jobs.csv"));
        List<String> lines = Files.readAllLines(folder.resolve("jobs.csv"));
        assertThat(lines.getFirst()).startsWith("id,label,state,rows_a");
        assertThat(lines.get(1)).contains(",quick,done,300,64,64,");
    }

    /** In a table, whose cells are no labels. */
    private void untilThere(String text) {
        OnScreen.until(() -> robot.lookup(text).tryQuery().isPresent());
    }

    private void done(String label, int rows, double totalMs) {
        JobView job = Samples.job(label, rows, 64, 64, 4);
        JobView made = Samples.from(job, new MatmulSource.Synthetic(job.size(), 7));
        starter.grid().job(Samples.done(made, Samples.metrics(made, totalMs, 2, null)));
    }

    private Path result() {
        try (Arena arena = Arena.ofConfined();
                ResultFile file = ResultFile.create(folder.resolve("result.npy"), 2, 2)) {
            MemorySegment values = arena.allocateFrom(ValueLayout.JAVA_FLOAT, -2.5f, 1, 2, 4);
            file.write(0, 2, 0, 2, values);
            return file.seal();
        }
    }
}
