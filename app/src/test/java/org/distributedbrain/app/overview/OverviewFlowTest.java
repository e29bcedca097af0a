package org.distributedbrain.app.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.Fx;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.join.JoinModel;
import org.distributedbrain.app.leaderboard.LeaderboardModel;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.app.workers.WorkersModel;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.WorkerState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is clicked in the overview opens what it is about. */
class OverviewFlowTest {
    @TempDir
    Path folder;

    private final FakeGrid grid = new FakeGrid();
    private final OnScreen screen = new OnScreen();
    private final List<String> opened = new ArrayList<>();
    private final SimpleObjectProperty<Integer> connected = new SimpleObjectProperty<>(0);

    @BeforeEach
    void show() throws Exception {
        Fx.start();
        Fx.run(() -> {
            Look.install(new SimpleObjectProperty<>(Scheme.DARK));
            ImmediateTasks tasks = new ImmediateTasks();
            Settings settings = Settings.load(folder.resolve("none"));
            WorkersModel workers = new WorkersModel(grid, tasks, opened::add, settings);
            OverviewModel overview = new OverviewModel(grid, tasks);
            LeaderboardModel best = new LeaderboardModel(grid, tasks, opened::add);
            grid.subscribe(snapshot -> Fx.run(() -> {
                workers.show(snapshot);
                best.show(snapshot.workers());
                overview.show(snapshot);
                connected.set(snapshot.totals().activeWorkers());
            }));
            Overview view = new Overview(
                    new Overview.Models(overview, new JoinModel(grid, tasks), workers, best),
                    connected,
                    new Overview.Doors(
                            worker -> opened.add("worker " + worker),
                            job -> opened.add("job " + job),
                            fault -> opened.add("fault " + fault.id()),
                            () -> opened.add("new job")));
            screen.show(new Stage());
            Scene scene = new Scene(new StackPane(view), 960, 900);
            Look.dress(scene);
            screen.stage().setScene(scene);
            screen.stage().show();
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> screen.stage().hide());
    }

    @Test
    void the_way_in_is_there_while_nobody_is_connected() {
        screen.untilSeen("Add a device");
        screen.press("#glance-new-job");
        assertThat(opened).containsExactly("new job");
        grid.worker(Samples.worker("Pixel", "phone", "webgpu", "Adreno", WorkerState.IDLE, 0, 0));
        screen.untilSeen("Pixel");
        assertThat(screen.node(".join-card").isVisible()).isFalse();
    }

    @Test
    void jobs_events_and_places_lead_to_what_they_are_about() {
        grid.worker(Samples.worker("Pixel", "phone", "webgpu", "Adreno", WorkerState.COMPUTING, 3, 900));
        JobView job = Samples.job("A × B", 64, 64, 64, 4);
        grid.job(Samples.running(job, 2));
        screen.untilSeen("A × B");
        screen.untilSeen("50 %");
        screen.press("#glance-open-job");
        OnScreen.until(() -> screen.has(".top-line"));
        Fx.run(() -> ((Button) screen.stage().getScene().lookup(".top-line")).fire());
        ListView<?> events = (ListView<?>) screen.node("#events");
        Fx.run(() -> {
            events.getSelectionModel().selectLast();
            events.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
        });
        assertThat(opened)
                .startsWith("job " + job.id(), "worker w-Pixel")
                .hasSize(3)
                .last()
                .asString()
                .isIn("worker w-Pixel", "job " + job.id());
    }
}
