package org.distributedbrain.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.app.start.ConsoleOptions;
import org.distributedbrain.app.start.OrchestratorStarter;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.matrix.MatrixInfo;
import org.distributedbrain.persist.DataPaths;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is fake here but the person's file dialogs: window, orchestrator, native worker, database. */
class RealConsoleTest {
    private final Path folder;
    private final TestConsole console;
    private final OnScreen screen;

    RealConsoleTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        console = new TestConsole(folder, new OrchestratorStarter(System.getenv()), MatrixProbe.FILES);
        screen = console.screen;
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void this_computer_multiplies_two_files_and_the_verified_result_is_saved() throws Exception {
        console.start(ConsoleOptions.local(0).withData(folder.resolve("data")));
        screen.untilSeen("No jobs yet");
        console.robot.clickOn("#section-new_job");
        console.dialogs.willChoose(
                Files.writeString(folder.resolve("A.csv"), "1,2,3\n4,5,6\n"),
                Files.writeString(folder.resolve("B.csv"), "1\n2\n3\n"),
                folder.resolve("C.npy"));
        console.robot.clickOn("#slot-A");
        screen.untilSeen("2 × 3 · CSV");
        console.robot.clickOn("#slot-B");
        screen.untilSeen("3 × 1 · CSV");
        console.robot.clickOn("#run");
        screen.untilSeen("Queued");

        console.robot.clickOn("#local-worker");
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
            console.start(ConsoleOptions.local(0).withData(taken.root()));
            OnScreen.until(() -> screen.has("#start-failure"));
            assertThat(screen.text("#start-failure"))
                    .contains(other.dataFolder().toString());
            console.dialogs.willChoose(folder.resolve("free"));
            console.robot.clickOn("#start-other-folder");
            screen.untilSeen("No jobs yet");
        }
    }
}
