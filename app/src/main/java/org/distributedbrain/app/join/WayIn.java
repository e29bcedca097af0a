package org.distributedbrain.app.join;

import java.net.URI;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.distributedbrain.Invitation.Reach;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/** One address: what it is good for, the address to copy, and the code of it on demand. */
final class WayIn extends VBox {

    WayIn(URI address, JoinModel model) {
        getStyleClass().add("way-in");
        Label reach = Parts.paragraph(JoinModel.reach(address), "small");
        reach.setGraphic(Parts.icon(icon(Reach.of(address))));

        AddressField field = new AddressField(new SimpleStringProperty(address.toString()));
        HBox.setHgrow(field, Priority.ALWAYS);
        Button show = Parts.iconButton(Feather.EYE, Texts.of("join.show"));
        show.setOnAction(e -> model.choose(address));
        model.shown().subscribe(now -> show.setDisable(now.equals(address)));
        HBox line = new HBox(field, show);
        line.getStyleClass().add("way-in-line");
        getChildren().setAll(reach, line);
    }

    private static Feather icon(Reach reach) {
        return switch (reach) {
            case SECURE -> Feather.LOCK;
            case NETWORK -> Feather.WIFI;
            case THIS_COMPUTER -> Feather.MONITOR;
        };
    }
}
