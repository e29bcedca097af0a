package org.distributedbrain.app.shell;

import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/** One sentence that concerns the whole window. */
final class NoticeBar extends HBox {
    private NoticeBar(ObservableValue<String> sentence, String id) {
        getStyleClass().add("notice");
        Label text = Parts.paragraph(sentence, "notice-text");
        text.setId(id);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        getChildren().setAll(Parts.icon(Feather.ALERT_TRIANGLE), text);
        Parts.showWhile(this, Parts.notEmpty(sentence));
    }

    /** What has happened, until it is dismissed. */
    static NoticeBar dismissible(StringProperty notice) {
        NoticeBar bar = new NoticeBar(notice, "notice");
        Button dismiss = Parts.iconButton(Feather.X, Texts.of("shell.notice.dismiss"));
        dismiss.setOnAction(e -> notice.set(""));
        bar.getChildren().add(dismiss);
        return bar;
    }

    /** What is wrong for as long as it is: it goes by itself when it is put right. */
    static NoticeBar standing(ObservableValue<String> trouble) {
        NoticeBar bar = new NoticeBar(trouble, "trouble");
        bar.getStyleClass().add("standing");
        return bar;
    }
}
