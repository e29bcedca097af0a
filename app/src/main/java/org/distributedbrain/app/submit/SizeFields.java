package org.distributedbrain.app.submit;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;

/** Sizes and a seed for two random matrices. */
final class SizeFields extends HBox {

    SizeFields(SubmitModel model) {
        getStyleClass().add("size-fields");
        getChildren()
                .setAll(
                        field(Texts.of("submit.rows_a"), "rows-a", model.rowsA()),
                        field(Texts.of("submit.cols_a"), "cols-a", model.colsA()),
                        field(Texts.of("submit.cols_b"), "cols-b", model.colsB()),
                        field(Texts.of("submit.seed"), "seed", model.seed()));
    }

    /** A name above a field to type in. */
    static VBox field(String name, String id, StringProperty value) {
        TextField text = new TextField();
        text.setId(id);
        text.setPrefColumnCount(6);
        text.setMinWidth(56);
        text.textProperty().bindBidirectional(value);
        Label label = Parts.label(name, "field-label");
        label.setLabelFor(text);
        VBox box = new VBox(label, text);
        box.getStyleClass().add("field");
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }
}
