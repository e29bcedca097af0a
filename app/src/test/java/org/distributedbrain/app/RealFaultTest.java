package org.distributedbrain.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.distributedbrain.app.start.ConsoleOptions;
import org.distributedbrain.app.start.OrchestratorStarter;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.cli.Brain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** A worker in a process of its own is killed in the middle of a job, and the console tells. */
class RealFaultTest {
    private final Path folder;
    private final TestConsole console;
    private final FxRobot robot;
    private final OnScreen screen;

    RealFaultTest(@TempDir Path folder) throws Exception {
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
    void the_fault_timeline_tells_of_a_worker_that_died_and_its_job_is_cancelled() throws Exception {
        console.control(KeyCode.I);
        OnScreen.until(() -> screen.has(".address-field .text-field"));
        Process worker = worker(((TextInputControl) screen.node(".address-field .text-field")).getText());
        try {
            console.control(KeyCode.DIGIT3);
            screen.untilSeen("Doomed");
            console.newJob();
            robot.clickOn("#mode-sizes");
            robot.clickOn("#rows-a").push(KeyCode.CONTROL, KeyCode.A).write("4096");
            robot.clickOn("#cols-a").push(KeyCode.CONTROL, KeyCode.A).write("4096");
            console.control(KeyCode.ENTER);
            screen.untilSeen("Running");
        } finally {
            worker.destroyForcibly().waitFor();
        }
        console.control(KeyCode.DIGIT7);
        screen.untilSeen("Disconnected");
        screen.untilSeen("Doomed");
        OnScreen.until(() -> !screen.text("#fault-title").isEmpty());
        assertThat(screen.text("#fault-title")).isEqualTo("Disconnected");

        robot.clickOn("#fault-job");
        press("#cancel-job");
        press("#cancel-job-sure");
        screen.untilSeen("Cancelled");
    }

    private Process worker(String address) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Brain.class.getName(),
                "work",
                address,
                "--name=Doomed",
                "--threads=1",
                "--engine=vector",
                "--data=" + folder.resolve("doomed"));
        File log = folder.resolve("doomed.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    private void press(String selector) {
        OnScreen.until(() -> screen.has(selector) && screen.node(selector).isVisible());
        screen.press(selector);
    }
}
