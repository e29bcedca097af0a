package org.distributedbrain.app.faults;

import java.time.ZoneId;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.publish.FaultView;
import org.kordamp.ikonli.javafx.FontIcon;

/** A fault on the timeline: when, what, what was done, how long it took. */
final class FaultCell extends ListCell<FaultView> {
    /** As wide for every time, so that the line is straight. */
    private static final double TIME = 58;

    private final HBox face;

    FaultCell(ZoneId zone) {
        getStyleClass().add("fault-cell");
        ObservableValue<FaultView> fault = itemProperty();
        Label time = Parts.label(fault.map(f -> Figures.clock(f.at(), zone)).orElse(""), "fault-time");
        time.setMinWidth(TIME);
        time.setMaxWidth(TIME);
        Parts.tip(time, fault.map(f -> FaultText.exact(f, zone)).orElse(""));

        Region line = new Region();
        line.getStyleClass().add("fault-line");
        FontIcon icon = new FontIcon();
        fault.map(f -> FaultText.icon(f.kind())).subscribe(code -> {
            if (code != null) {
                icon.setIconCode(code);
            }
        });
        StackPane bullet = new StackPane(icon);
        bullet.getStyleClass().add("fault-bullet");
        bullet.setMaxHeight(Region.USE_PREF_SIZE);
        StackPane thread = new StackPane(line, bullet);
        thread.setMinWidth(30);

        Label kind = Parts.label(fault.map(f -> FaultText.kind(f.kind())).orElse(""), "fault-kind");
        kind.setMinWidth(Region.USE_PREF_SIZE);
        Label where = Parts.label(fault.map(FaultText::where).orElse(""), "muted");
        where.setMinWidth(0);
        HBox first = new HBox(kind, where);
        first.getStyleClass().add("fault-first");
        Label action = Parts.label(fault.map(FaultView::action).orElse(""), "muted", "small");
        action.setMinWidth(0);
        Parts.tip(action, action.textProperty());
        VBox words = new VBox(first, action);
        words.getStyleClass().add("fault-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);

        Label took = Parts.label(fault.map(FaultText::took).orElse(""), "fault-took");
        took.setMinWidth(Region.USE_PREF_SIZE);
        Parts.style(took, fault.map(FaultText::tookStyle));

        face = new HBox(time, thread, words, took);
        face.getStyleClass().add("fault-face");
        face.setMinWidth(0);
        face.setPrefWidth(0);
        Parts.style(face, fault.map(FaultText::tookStyle));
        fault.map(f -> FaultText.accessible(f, zone)).orElse("").subscribe(this::setAccessibleText);
    }

    @Override
    protected void updateItem(FaultView item, boolean empty) {
        super.updateItem(item, empty);
        setGraphic(empty || item == null ? null : face);
    }
}
