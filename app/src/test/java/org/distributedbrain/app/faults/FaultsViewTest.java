package org.distributedbrain.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.FleetSamples;
import org.distributedbrain.app.Fx;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.live.SnapshotFeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** The fault timeline, driven by mouse and keyboard over a fake grid. */
class FaultsViewTest {
    private final FxRobot robot = new FxRobot();
    private final OnScreen screen = new OnScreen();
    private final FakeGrid grid = new FakeGrid();
    private final List<String> opened = new ArrayList<>();
    private final FaultsModel model = new FaultsModel(grid, new ImmediateTasks(), opened::add);

    @BeforeAll
    static void startToolkit() throws Exception {
        Fx.startDark();
    }

    @BeforeEach
    void open() {
        Fx.run(() -> {
            SnapshotFeed feed = new SnapshotFeed(grid, Platform::runLater, model::show);
            FaultsView view =
                    new FaultsView(model, worker -> opened.add(worker.value()), job -> opened.add(job.value()));
            screen.open(view, 960, 800).setOnHidden(e -> feed.close());
        });
    }

    @AfterEach
    void close() {
        Fx.run(screen.stage()::hide);
    }

    @Test
    void what_breaks_is_told_as_it_happens_and_read_by_the_keyboard() {
        screen.untilSeen("Nothing has broken");
        FleetSamples.play(grid);
        ListView<?> list = (ListView<?>) screen.node("#faults");
        OnScreen.until(() -> Fx.get(() -> list.getItems().size()) == 26);
        assertThat(screen.text("#fault-summary"))
                .isEqualTo("20 recoveries: median 16.0 ms, longest 1.90 s, 2 above 500 ms");
        Fx.run(() -> {
            list.requestFocus();
            list.getSelectionModel().select(0);
        });
        robot.type(KeyCode.DOWN);
        OnScreen.until(() -> screen.text("#fault-title").equals("Device lost"));
        robot.clickOn("#fault-worker");
        robot.clickOn("#fault-job");
        OnScreen.until(() -> opened.size() == 2);
        assertThat(opened.getFirst()).startsWith("w-");
    }

    @Test
    void a_filter_that_finds_nothing_says_so_and_is_taken_back() {
        FleetSamples.play(grid);
        screen.untilSeen("Device lost");
        Fx.run(() -> model.only("nobody"));
        screen.untilSeen("No fault like that");
        ComboBox<?> workers = (ComboBox<?>) screen.node("#fault-workers");
        Fx.run(() -> workers.getSelectionModel().select(0));
        OnScreen.until(() -> Fx.get(() -> model.faults().size()) == 26);
    }
}
