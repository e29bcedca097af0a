package org.distributedbrain.app.join;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ToggleSwitch;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.FakeTunnel;
import org.distributedbrain.app.Fx;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.tunnel.TunnelProblem.Kind;
import org.distributedbrain.tunnel.TunnelView.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

class InvitePaneTest {
    private final FxRobot robot = new FxRobot();
    private final OnScreen screen = new OnScreen();
    private final FakeGrid grid = new FakeGrid();
    private final JoinModel model = new JoinModel(grid, new ImmediateTasks());
    private final TunnelModel tunnel =
            new TunnelModel(grid.tunnel(), new ImmediateTasks(), Platform::runLater, model::refresh);
    private boolean settingsOpened;

    @BeforeAll
    static void startToolkit() throws Exception {
        Fx.startDark();
    }

    @BeforeEach
    void open() {
        Fx.run(() -> screen.open(new InvitePane(model, tunnel, () -> settingsOpened = true), 900, 640));
    }

    @AfterEach
    void close() {
        Fx.run(screen.stage()::close);
    }

    @Test
    void the_switch_opens_the_door_and_a_refusal_puts_it_back() {
        ToggleSwitch door = (ToggleSwitch) screen.node("#door");
        Fx.run(() -> door.setSelected(true));
        assertThat(model.isOpen()).isTrue();
        screen.untilSeen("6 devices joined with this invitation");
        Fx.run(() -> door.setSelected(false));
        assertThat(model.isOpen()).isFalse();

        grid.refuse("This computer is in no network.");
        Fx.run(() -> door.setSelected(true));
        screen.untilSeen("This computer is in no network.");
        assertThat(Fx.get(door::isSelected)).isFalse();
    }

    @Test
    void the_tunnel_is_switched_on_with_its_address_in_the_code_and_off() {
        ToggleSwitch toggle = (ToggleSwitch) screen.node("#tunnel");
        Fx.run(() -> toggle.setSelected(true));
        screen.untilSeen("The tunnel is on: whoever has the join address can join from anywhere.");
        OnScreen.until(() -> Fx.get(() -> model.url().getValue()).equals(FakeTunnel.ADDRESS));
        grid.tunnel().on(850_000_000);
        screen.untilSeen("Most of what your plan lets out in a month is used.");
        Fx.run(() -> toggle.setSelected(false));
        OnScreen.until(() -> Fx.get(() -> model.url().getValue()).startsWith("http://127.0.0.1"));
    }

    @Test
    void what_is_missing_for_the_tunnel_can_be_had_by_a_button() {
        grid.tunnel().agentIsMissing();
        ToggleSwitch toggle = (ToggleSwitch) screen.node("#tunnel");
        Fx.run(() -> toggle.setSelected(true));
        screen.untilSeen("ngrok’s agent is not on this computer: let it be fetched.");
        OnScreen.until(() -> !Fx.get(toggle::isSelected));
        Fx.run(((Button) screen.node("#tunnel-fetch"))::fire);
        OnScreen.until(() -> Fx.get(toggle::isSelected));

        grid.tunnel().become(State.FAILED, Kind.NO_TOKEN, "No token is set.");
        screen.untilSeen("No token is set.");
        Fx.run(((Button) screen.node("#tunnel-token"))::fire);
        assertThat(settingsOpened).isTrue();
    }

    @Test
    void the_key_is_renewed_after_a_question_only() {
        answer("Keep it");
        assertThat(model.shown().getValue().url().getFragment()).isNotEqualTo("renewed");
        answer("Renew the key");
        assertThat(model.shown().getValue().url().getFragment()).isEqualTo("renewed");
    }

    @Test
    void the_code_fills_a_screen_until_escape() {
        robot.push(KeyCode.F11);
        OnScreen.until(() -> window("#poster") != null);
        Stage poster = (Stage) window("#poster");
        assertThat(Fx.get(poster::isFullScreen)).isTrue();
        robot.push(KeyCode.ESCAPE);
        OnScreen.until(() -> window("#poster") == null);
    }

    /** Wants a new key, and answers the question that comes. */
    private void answer(String button) {
        Button renew = (Button) screen.node("#renew");
        Platform.runLater(renew::fire); // it waits for the answer
        OnScreen.until(() -> window("#renew-question") != null);
        Scene question = window("#renew-question").getScene();
        Fx.run(() -> {
            DialogPane pane = (DialogPane) question.lookup("#renew-question");
            ButtonType type = pane.getButtonTypes().stream()
                    .filter(each -> each.getText().equals(button))
                    .findFirst()
                    .orElseThrow();
            ((Button) pane.lookupButton(type)).fire();
        });
        OnScreen.until(() -> window("#renew-question") == null);
    }

    private static @Nullable Window window(String selector) {
        return Fx.get(() -> Window.getWindows().stream()
                .filter(window -> window.getScene() != null && window.getScene().lookup(selector) != null)
                .findFirst()
                .orElse(null));
    }
}
