package org.distributedbrain.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.distributedbrain.app.FakeStarter;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.TestConsole;
import org.distributedbrain.app.submit.MatrixProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails, and the way out. */
class StartFlowTest {
    private final FakeStarter starter = new FakeStarter();
    private final TestConsole console;
    private final OnScreen screen;

    StartFlowTest(@TempDir Path folder) throws Exception {
        console = new TestConsole(folder, starter, MatrixProbe.FILES);
        screen = console.screen;
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void a_start_that_fails_says_why_and_offers_another_port() {
        starter.failWith("Port 8080 on 127.0.0.1 is in use: choose another one.");
        console.start(ConsoleOptions.local(8080));
        screen.untilSeen("Port 8080 on 127.0.0.1 is in use: choose another one.");
        starter.succeed();
        console.robot.clickOn("#start-free-port");
        screen.untilSeen("No jobs yet");
        assertThat(starter.asked()).extracting(ConsoleOptions::port).containsExactly(8080, 0);
    }
}
