package org.distributedbrain.app.overview;

import java.time.ZoneId;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.kordamp.ikonli.javafx.FontIcon;

/** One event in a line: sign, words, when. */
final class EventCell extends ListCell<Event> {
    private final HBox face;

    EventCell(ZoneId zone) {
        getStyleClass().add("event-cell");
        ObservableValue<Event> event = itemProperty();
        FontIcon icon = new FontIcon();
        event.map(EventText::icon).subscribe(code -> {
            if (code != null) {
                icon.setIconCode(code);
            }
        });
        Label words = Parts.label(event.map(EventText::words).orElse(""), "event-words");
        words.setMinWidth(0);
        Parts.tip(words, words.textProperty());
        Label time = Parts.label(event.map(e -> Figures.clock(e.at(), zone)).orElse(""), "muted", "small");
        time.setMinWidth(Region.USE_PREF_SIZE);
        Parts.tip(time, event.map(e -> Figures.exact(e.at(), zone)).orElse(""));
        face = new HBox(icon, words, Parts.spring(), time);
        face.getStyleClass().add("event-face");
        face.setMinWidth(0);
        face.setPrefWidth(0);
        Parts.style(face, event.map(EventText::styleClass));
        event.map(e -> EventText.accessible(e, zone)).orElse("").subscribe(this::setAccessibleText);
    }

    @Override
    protected void updateItem(Event item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        setGraphic(empty || item == null ? null : face);
    }
}
