package org.distributedbrain.app.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.FleetSamples;
import org.distributedbrain.app.Fx;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.live.SnapshotFeed;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** The workers' view, driven by mouse and keyboard over a fake grid. */
class WorkersViewTest {
    private final FxRobot robot = new FxRobot();
    private final OnScreen screen = new OnScreen();
    private final FakeGrid grid = new FakeGrid();
    private final List<String> notices = new ArrayList<>();
    private final WorkersModel model =
            new WorkersModel(grid, new ImmediateTasks(), notices::add, Settings.load(Path.of("none")));

    @BeforeAll
    static void startToolkit() throws Exception {
        Fx.startDark();
    }

    @BeforeEach
    void open() {
        FleetSamples.play(grid);
        Fx.run(() -> {
            SnapshotFeed feed = new SnapshotFeed(grid, Platform::runLater, model::show);
            model.show(grid.snapshot());
            WorkersView view = new WorkersView(model, new SimpleObjectProperty<>(5));
            screen.open(view, 960, 800).setOnHidden(e -> feed.close());
            view.focusFirst();
        });
    }

    @AfterEach
    void close() {
        Fx.run(screen.stage()::hide);
    }

    private List<String> chosen() {
        return Fx.get(() ->
                model.selection().chosen().get().stream().map(WorkerId::value).toList());
    }

    private void answer(boolean yes) {
        OnScreen.until(() -> question() != null);
        DialogPane pane = question();
        Fx.run(() -> {
            ButtonType wanted = pane.getButtonTypes().stream()
                    .filter(type -> type.getButtonData().isCancelButton() != yes)
                    .findFirst()
                    .orElseThrow();
            ((Button) pane.lookupButton(wanted)).fire();
        });
        OnScreen.until(() -> question() == null);
    }

    private static DialogPane question() {
        return Fx.get(() -> Window.getWindows().stream()
                .map(window -> window.getScene().getRoot())
                .filter(root -> "worker-question".equals(root.getId()))
                .map(DialogPane.class::cast)
                .findFirst()
                .orElse(null));
    }

    private void pressLater(String selector) {
        var button = (Button) screen.node(selector);
        Platform.runLater(button::fire);
    }

    @Test
    void a_card_is_clicked_and_its_worker_drained_and_resumed() {
        robot.clickOn(screen.place("Kitchen tablet"));
        assertThat(chosen()).containsExactly("w-Kitchen tablet");
        screen.press("#worker-drain");
        OnScreen.until(() -> Fx.get(() ->
                screen.stage().getScene().getRoot().lookup("#worker-resume").isVisible()));
        screen.press("#worker-resume");
        assertThat(grid.wishes).containsExactly("drain w-Kitchen tablet", "resume w-Kitchen tablet");
    }

    @Test
    void several_are_removed_together_after_a_question_and_not_before() {
        robot.clickOn(screen.place("Kitchen tablet"));
        Fx.run(() -> model.selection().toggle(new WorkerId("w-This computer")));
        screen.untilSeen("2 workers chosen");
        pressLater("#worker-remove");
        answer(false);
        assertThat(grid.wishes).isEmpty();
        screen.press("#worker-drain");
        OnScreen.until(() -> screen.node("#worker-resume").isVisible());
        grid.wishes.clear();
        pressLater("#worker-remove");
        answer(true);
        OnScreen.until(() -> grid.wishes.size() == 2);
        assertThat(grid.wishes).containsExactlyInAnyOrder("remove w-Kitchen tablet", "remove w-This computer");
    }

    @Test
    void a_quarantine_asks_while_the_worker_computes_and_not_while_it_is_idle() {
        robot.clickOn(screen.place("Kitchen tablet"));
        screen.press("#worker-quarantine");
        assertThat(grid.wishes).containsExactly("quarantine w-Kitchen tablet");
        robot.clickOn(screen.place("Maya’s Pixel"));
        pressLater("#worker-quarantine");
        answer(true);
        OnScreen.until(() -> grid.wishes.contains("quarantine w-Maya’s Pixel"));
    }

    @Test
    void cards_are_chosen_by_the_keyboard_alone() {
        Fx.run(() -> screen.stage().getScene().getRoot().lookup("#workers").requestFocus());
        robot.type(KeyCode.END);
        assertThat(chosen()).containsExactly("w-Old phone");
        robot.type(KeyCode.HOME);
        robot.type(KeyCode.RIGHT);
        assertThat(chosen()).hasSize(1).doesNotContain("w-Old phone", "w-This computer");
        robot.push(KeyCode.CONTROL, KeyCode.A);
        assertThat(chosen()).hasSize(6);
    }

    @Test
    void the_table_shows_the_same_and_follows_what_is_pointed_at() {
        robot.clickOn("#as-table");
        TableView<?> table = (TableView<?>) screen.node("#workers-table");
        assertThat(table.isVisible()).isTrue();
        assertThat(table.getItems()).hasSize(6);
        Fx.run(() -> model.reveal(new WorkerId("w-Ben’s Galaxy")));
        assertThat(Fx.get(() -> table.getSelectionModel().getSelectedIndex())).isEqualTo(4);
        OnScreen.until(() -> screen.text("#worker-note").startsWith("In quarantine since 14:02:49"));
        Fx.run(() -> table.getSortOrder().setAll(List.of()));
        assertThat(chosen()).containsExactly("w-Ben’s Galaxy");
    }

    @Test
    void a_filter_that_finds_nobody_says_how_to_see_them_again() {
        Fx.run(() -> model.filter().set("xyz"));
        screen.untilSeen("No worker is called like that");
    }
}
