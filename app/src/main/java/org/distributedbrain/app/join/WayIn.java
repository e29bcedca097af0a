package org.distributedbrain.app.join;

import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.distributedbrain.Invitation.Kind;
import org.distributedbrain.Invitation.Way;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/** One address: what it is good for, the address to copy, and the code of it on demand. */
final class WayIn extends VBox {

    WayIn(Way way, JoinModel model) {
        getStyleClass().add("way-in");
        Label reach = Parts.paragraph(JoinModel.name(way.kind()), "small");
        reach.setGraphic(Parts.icon(icon(way.kind())));

        AddressField field = new AddressField(new SimpleStringProperty(way.url().toString()));
        HBox.setHgrow(field, Priority.ALWAYS);
        Button show = Parts.iconButton(Feather.EYE, Texts.of("join.show"));
        show.setOnAction(e -> model.choose(way.url()));
        model.shown().subscribe(now -> show.setDisable(now.equals(way)));
        HBox line = new HBox(field, show);
        line.getStyleClass().add("way-in-line");
        getChildren().setAll(reach, line);
    }

    private static Feather icon(Kind kind) {
        return switch (kind) {
            case TUNNEL, PUBLIC -> Feather.GLOBE;
            case LAN_HTTPS -> Feather.LOCK;
            case LAN_HTTP -> Feather.WIFI;
            case LOOPBACK -> Feather.MONITOR;
        };
    }
}
