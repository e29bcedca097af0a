package org.distributedbrain.app.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.FleetSamples;
import org.distributedbrain.app.Fx;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.Samples;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** The leaderboard in a window. */
class LeaderboardViewTest {
    private final FxRobot robot = new FxRobot();
    private final OnScreen screen = new OnScreen();
    private final FakeGrid grid = new FakeGrid();
    private final List<String> opened = new ArrayList<>();
    private final LeaderboardModel model = new LeaderboardModel(grid, new ImmediateTasks(), opened::add);

    @BeforeAll
    static void startToolkit() throws Exception {
        Fx.startDark();
    }

    @BeforeEach
    void open() {
        Fx.run(() -> screen.open(new LeaderboardView(model, worker -> opened.add(worker.value())), 960, 800));
    }

    @AfterEach
    void close() {
        Fx.run(screen.stage()::hide);
    }

    private static WorkerView worker(String name, int tasks) {
        return Samples.worker(name, "phone", "wasm", "", WorkerState.IDLE, tasks, 1_000);
    }

    /** Their names from top to bottom, when nothing moves any more. */
    private boolean stand(String... names) {
        return Fx.get(() -> {
            List<Place> places = screen.stage().getScene().getRoot().lookupAll(".place").stream()
                    .map(Place.class::cast)
                    .sorted((x, y) -> Double.compare(x.getTranslateY(), y.getTranslateY()))
                    .toList();
            if (places.size() != names.length) {
                return false;
            }
            for (int i = 0; i < names.length; i++) {
                boolean there = places.get(i).getTranslateY() == i * Place.HEIGHT
                        && places.get(i).getAccessibleText().contains(names[i]);
                if (!there) {
                    return false;
                }
            }
            return true;
        });
    }

    @Test
    void who_overtakes_swaps_places_with_whom_it_overtakes() {
        screen.untilSeen("Nobody has given anything yet");
        Fx.run(() -> {
            model.show(List.of(worker("Ada", 9), worker("Bob", 5)));
            model.refresh();
        });
        OnScreen.until(() -> stand("Ada", "Bob"));
        Fx.run(() -> {
            model.show(List.of(worker("Ada", 9), worker("Bob", 12)));
            model.refresh();
        });
        OnScreen.until(() -> stand("Bob", "Ada"));
    }

    @Test
    void all_time_is_one_click_away_and_a_place_leads_to_its_worker() {
        FleetSamples.play(grid);
        robot.clickOn("#all-time");
        screen.untilSeen("Lab workstation 3");
        screen.untilSeen("Bronze");
        Fx.run(() -> screen.stage().getScene().getRoot().lookup(".place.silver").requestFocus());
        robot.type(KeyCode.ENTER);
        OnScreen.until(() -> !opened.isEmpty());
        assertThat(opened).containsExactly("w-Maya’s Pixel");
    }
}
