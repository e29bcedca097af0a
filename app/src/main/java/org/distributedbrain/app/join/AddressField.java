package org.distributedbrain.app.join;

import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/** An address that can be selected, and copied with one click. */
final class AddressField extends HBox {

    AddressField(ObservableValue<String> address) {
        getStyleClass().add("address-field");
        TextField text = new TextField();
        text.setEditable(false);
        text.textProperty().bind(address);
        text.setAccessibleText(Texts.of("join.address"));
        text.setMinWidth(60);
        HBox.setHgrow(text, Priority.ALWAYS);

        Button copy = Parts.iconButton(Feather.COPY, Texts.of("join.copy"));
        PauseTransition back = new PauseTransition(Duration.seconds(1.6));
        back.setOnFinished(e -> copy.setGraphic(Parts.icon(Feather.COPY)));
        copy.setOnAction(e -> {
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text.getText()));
            copy.setGraphic(Parts.icon(Feather.CHECK, "good"));
            back.playFromStart();
        });
        getChildren().setAll(text, copy);
    }
}
