package org.distributedbrain.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.distributedbrain.app.FakeProbe;
import org.distributedbrain.app.FakeStarter;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.TestConsole;
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
    private final Path folder;
    private final FakeStarter starter = new FakeStarter();
    private final TestConsole console;
    private final FxRobot robot;
    private final OnScreen screen;

    HistoryFlowTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        console = new TestConsole(folder, starter, new FakeProbe());
        robot = console.robot;
        screen = console.screen;
    }

    @BeforeEach
    void open() {
        console.open().control(KeyCode.DIGIT2);
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void a_result_is_saved_and_looked_at_and_its_job_replayed_compared_and_exported() throws Exception {
        starter.grid().resultFile(result());
        done("slow", 300, 400);
        done("quick", 300, 200);
        untilThere("quick");
        robot.clickOn("quick");
        OnScreen.until(() -> screen.text(".detail-title").equals("quick"));

        console.dialogs.willChoose(folder.resolve("C.npy"));
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

        console.control(KeyCode.DIGIT8);
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
        console.dialogs.willChoose(folder.resolve("jobs.csv"));
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
