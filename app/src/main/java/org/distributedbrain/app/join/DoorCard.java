package org.distributedbrain.app.join;

import atlantafx.base.controls.ToggleSwitch;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.HorizontalDirection;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.distributedbrain.Invitation.Door;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.Question;

/** The switch that opens this computer's networks, and what it means. */
final class DoorCard extends VBox {
    private final JoinModel model;
    private final ToggleSwitch toggle = new ToggleSwitch(Texts.of("join.door"));

    DoorCard(JoinModel model) {
        this.model = model;
        getStyleClass().addAll("card", "invite-card");
        toggle.setId("door");
        toggle.setLabelPosition(HorizontalDirection.RIGHT);
        toggle.setAccessibleText(Texts.of("join.door"));
        BooleanBinding always =
                Bindings.createBooleanBinding(() -> model.invitation().get().door() == Door.ALWAYS, model.invitation());
        toggle.disableProperty().bind(model.busy().or(always));
        model.invitation().subscribe(now -> toggle.setSelected(model.isOpen()));
        model.busy().subscribe(busy -> toggle.setSelected(model.isOpen() != busy));
        toggle.selectedProperty().subscribe(this::wish);

        Label meaning = Parts.paragraph(model.invitation().map(now -> meaning(now.door())), "muted", "small");
        Label problem = Parts.paragraph(model.problem(), "error");
        problem.setId("door-problem");
        Parts.showWhile(problem, Parts.notEmpty(model.problem()));
        getChildren().setAll(toggle, meaning, problem);
    }

    private void wish(boolean open) {
        if (model.busy().get() || open == model.isOpen()) {
            return;
        }
        if (!open && model.guests() > 0 && !mayClose()) {
            toggle.setSelected(true);
        } else {
            model.open(open);
        }
    }

    private boolean mayClose() {
        return Question.ask(
                getScene().getWindow(),
                "door-question",
                Texts.of("join.close.title"),
                Texts.of("join.close.text", Figures.count(model.guests(), "device")),
                Texts.of("join.close.yes"),
                Texts.of("join.close.no"));
    }

    private static String meaning(Door door) {
        return switch (door) {
            case CLOSED -> Texts.of("join.door.closed");
            case OPEN -> Texts.of("join.door.open");
            case ALWAYS -> Texts.of("join.door.always");
        };
    }
}
