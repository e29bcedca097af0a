package org.distributedbrain.app.join;

import atlantafx.base.controls.ToggleSwitch;
import javafx.beans.binding.Bindings;
import javafx.geometry.HorizontalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.Question;
import org.distributedbrain.tunnel.TunnelView.State;
import org.kordamp.ikonli.feather.Feather;

/** The switch that lets devices anywhere join, how the tunnel is, and what has gone through it. */
final class TunnelCard extends VBox {
    private final JoinModel join;
    private final TunnelModel model;
    private final ToggleSwitch toggle = new ToggleSwitch(Texts.of("join.tunnel"));

    /** @param settings opens them */
    TunnelCard(JoinModel join, TunnelModel model, Runnable settings) {
        this.join = join;
        this.model = model;
        getStyleClass().addAll("card", "invite-card");
        toggle.setId("tunnel");
        toggle.setLabelPosition(HorizontalDirection.RIGHT);
        toggle.setAccessibleText(Texts.of("join.tunnel"));
        toggle.disableProperty().bind(model.busy());
        model.view().subscribe(now -> toggle.setSelected(model.isWanted()));
        model.busy().subscribe(busy -> toggle.setSelected(model.isWanted() != busy));
        toggle.selectedProperty().subscribe(this::wish);

        Label state = Parts.paragraph(model.state(), "small", "tunnel-state");
        state.setId("tunnel-state");
        state.graphicProperty()
                .bind(Bindings.createObjectBinding(
                        () -> Parts.icon(icon(model.view().get().state())), model.view()));
        Label problem = Parts.paragraph(model.problem(), "error");
        problem.setId("tunnel-problem");
        Parts.showWhile(problem, Parts.notEmpty(model.problem()));
        getChildren().setAll(toggle, state, problem, remedies(settings), usage());
    }

    private HBox remedies(Runnable settings) {
        Button fetch = new Button(Texts.of("join.tunnel.fetch"), Parts.icon(Feather.DOWNLOAD));
        fetch.setId("tunnel-fetch");
        fetch.disableProperty().bind(model.busy());
        fetch.setOnAction(e -> model.start(true));
        Parts.tip(fetch, Texts.of("join.tunnel.fetch.tip"));
        Parts.showWhile(fetch, model.isAgentMissing());
        Button token = new Button(Texts.of("join.tunnel.token"), Parts.icon(Feather.SETTINGS));
        token.setId("tunnel-token");
        token.setOnAction(e -> settings.run());
        Parts.showWhile(token, model.isTokenWanted());
        HBox remedies = new HBox(fetch, token);
        remedies.getStyleClass().add("way-in-line");
        Parts.showWhile(
                remedies,
                model.view()
                        .map(now -> model.isAgentMissing().getValue()
                                || model.isTokenWanted().getValue()));
        return remedies;
    }

    private VBox usage() {
        ProgressBar bar = new ProgressBar();
        bar.setId("tunnel-usage");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(Texts.of("join.tunnel.share"));
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(() -> model.share().getValue(), model.view()));
        Parts.showWhile(bar, model.view().map(now -> now.allowance() > 0));
        Label warning = Parts.paragraph(model.warning(), "warning", "small");
        warning.setGraphic(Parts.icon(Feather.ALERT_TRIANGLE));
        Parts.showWhile(warning, Parts.notEmpty(model.warning()));
        VBox usage = new VBox(bar, Parts.paragraph(model.usage(), "muted", "small"), warning);
        usage.getStyleClass().add("tunnel-usage");
        Parts.showWhile(
                usage,
                model.view()
                        .map(now -> now.state().isWanted()
                                || now.usage().bytesOut() + now.usage().bytesIn() > 0));
        return usage;
    }

    private void wish(boolean wanted) {
        if (model.busy().get() || wanted == model.isWanted()) {
            return;
        }
        if (wanted) {
            model.start(false);
        } else if (join.guests() > 0 && !mayStop()) {
            toggle.setSelected(true);
        } else {
            model.stop();
        }
    }

    private boolean mayStop() {
        return Question.ask(
                getScene().getWindow(),
                "tunnel-question",
                Texts.of("join.tunnel.stop.title"),
                Texts.of("join.tunnel.stop.text", Figures.count(join.guests(), "device")),
                Texts.of("join.tunnel.stop.yes"),
                Texts.of("join.tunnel.stop.no"));
    }

    private static Feather icon(State state) {
        return switch (state) {
            case OFF -> Feather.CLOUD_OFF;
            case STARTING, RECONNECTING -> Feather.REFRESH_CW;
            case ON -> Feather.CLOUD;
            case FAILED -> Feather.ALERT_CIRCLE;
        };
    }
}
