package org.distributedbrain.app.workers;

import java.nio.file.Path;
import org.distributedbrain.app.FakeStarter;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.TestConsole;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.publish.WorkerState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers come and go in the overview; this computer is one of them. */
class WorkerFlowTest {
    private final FakeStarter starter = new FakeStarter();
    private final TestConsole console;
    private final OnScreen screen;

    WorkerFlowTest(@TempDir Path folder) throws Exception {
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
    void worker_cards_appear_and_turn_grey_when_the_worker_goes() {
        screen.untilSeen("Add a device");
        starter.grid()
                .worker(Samples.worker("Maya’s Pixel", "phone", "webgpu", "Adreno", WorkerState.COMPUTING, 17, 61_400));
        screen.untilSeen("Maya’s Pixel");
        screen.untilSeen("Maya’s Pixel joined");
        OnScreen.until(() -> screen.has(".worker-computing"));

        starter.grid().worker("Maya’s Pixel", w -> Samples.in(WorkerState.GONE, w));
        OnScreen.until(() -> screen.has(".worker-gone") && !screen.has(".worker-computing"));
        screen.untilSeen("Gone");
    }

    @Test
    void this_computer_is_used_too_with_one_click() {
        console.robot.clickOn("#local-worker");
        OnScreen.until(() -> starter.grid().localWorkers().size() == 1);
        screen.untilSeen("This computer");
        console.robot.clickOn("#local-worker");
        OnScreen.until(() -> starter.grid().localWorkers().isEmpty());
    }

    @Test
    void a_refusal_for_the_whole_window_is_said_in_the_notice() {
        starter.grid().refuse("This computer cannot join: it has no memory left.");
        console.robot.clickOn("#local-worker");
        screen.untilSeen("This computer cannot join: it has no memory left.");
    }
}
