package org.distributedbrain.app.overview;

import java.time.ZoneId;
import java.util.function.Consumer;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;

/** What happened, newest first; a click or Enter shows what it happened to. */
final class EventList extends VBox {
    private static final double LINE = 28;

    EventList(ObservableList<Event> events, Consumer<Event> open) {
        getStyleClass().addAll("card", "event-card");
        ListView<Event> list = new ListView<>(events);
        list.setId("events");
        list.setFixedCellSize(LINE);
        list.setMinHeight(3 * LINE);
        list.setPrefHeight(5 * LINE);
        list.setAccessibleText(Texts.of("overview.events.accessible"));
        list.setPlaceholder(Parts.label(Texts.of("overview.events.none"), "muted", "small"));
        list.setCellFactory(view -> {
            EventCell cell = new EventCell(ZoneId.systemDefault());
            cell.setOnMouseClicked(e -> {
                if (e.getButton() == MouseButton.PRIMARY && cell.getItem() != null) {
                    open.accept(cell.getItem());
                }
            });
            return cell;
        });
        list.setOnKeyPressed(e -> {
            Event chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null && e.getCode() == KeyCode.ENTER) {
                open.accept(chosen);
                e.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().setAll(Parts.label(Texts.of("overview.events"), "section-title"), list);
    }
}
