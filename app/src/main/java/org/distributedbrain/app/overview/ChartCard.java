package org.distributedbrain.app.overview;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.theme.Parts;

/** A chart under its title and the figure that matters most; a sentence in its place while there is nothing to draw. */
final class ChartCard extends VBox {
    private final Label figure = Parts.label("", "chart-figure");
    private final StringProperty meaning = new SimpleStringProperty(this, "meaning", "");
    private final Label remark = Parts.label("", "muted", "small");
    private final Label nothing = Parts.paragraph("", "muted", "small", "chart-nothing");

    /** @param any whether there is something to draw */
    ChartCard(String title, Node chart, ObservableValue<Boolean> any, String otherwise) {
        getStyleClass().addAll("card", "chart-card");
        setMinWidth(0);
        figure.setMinWidth(Region.USE_PREF_SIZE);
        remark.setMinWidth(0);
        Parts.tip(remark, meaning);
        Label name = Parts.label(title, "section-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(name, Parts.spring(), remark);
        head.getStyleClass().add("chart-head");
        remark.visibleProperty().bind(any);
        Parts.showWhile(figure, any);
        nothing.setText(otherwise);
        Parts.showWhile(chart, any);
        Parts.showWhile(nothing, any.map(some -> !some));
        StackPane body = new StackPane(chart, nothing);
        body.setMinHeight(70);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().setAll(head, figure, body);
    }

    /**
     * @param how in a few words, what it is the figure of
     * @param more the same in a sentence, shown when hovered
     */
    void say(String value, String how, String more) {
        figure.setText(value);
        remark.setText(how);
        meaning.set(more);
    }
}
