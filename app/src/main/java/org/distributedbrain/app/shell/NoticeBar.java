package org.distributedbrain.app.shell;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.distributedbrain.app.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/** One sentence that concerns the whole window, until it is dismissed. */
final class NoticeBar extends HBox {
    NoticeBar(StringProperty notice) {
        getStyleClass().add("notice");
        Label text = Parts.paragraph(notice, "notice-text");
        text.setId("notice");
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        Button dismiss = Parts.iconButton(Feather.X, "Dismiss this notice");
        dismiss.setOnAction(e -> notice.set(""));
        getChildren().setAll(Parts.icon(Feather.ALERT_TRIANGLE), text, dismiss);
        Parts.showWhile(this, Parts.notEmpty(notice));
    }
}
