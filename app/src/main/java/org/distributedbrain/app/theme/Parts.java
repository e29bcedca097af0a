package org.distributedbrain.app.theme;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The small parts that every view is made of. */
public final class Parts {
    private Parts() {}

    public static Label label(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    public static Label label(ObservableValue<String> text, String... styleClasses) {
        Label label = label("", styleClasses);
        label.textProperty().bind(text);
        return label;
    }

    /** A text of several lines. */
    public static Label paragraph(String text, String... styleClasses) {
        Label label = label(text, styleClasses);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    public static Label paragraph(ObservableValue<String> text, String... styleClasses) {
        Label label = paragraph("", styleClasses);
        label.textProperty().bind(text);
        return label;
    }

    public static FontIcon icon(Feather feather, String... styleClasses) {
        FontIcon icon = new FontIcon(feather);
        icon.getStyleClass().addAll(styleClasses);
        return icon;
    }

    /** A button that is only an icon; its meaning is read out and shown when hovered. */
    public static Button iconButton(Feather feather, String meaning) {
        Button button = new Button("", icon(feather));
        button.getStyleClass().addAll("button-icon", "flat", "icon-button");
        button.setAccessibleText(meaning);
        tip(button, meaning);
        return button;
    }

    public static void tip(Node node, String text) {
        tip(node, new SimpleStringProperty(text));
    }

    public static void tip(Node node, ObservableValue<String> text) {
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(text);
        tooltip.setShowDelay(Duration.millis(400));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        Tooltip.install(node, tooltip);
    }

    /** What pushes its neighbours apart. */
    public static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    /** Shows the node, and gives it room, only while {@code shown}. */
    public static void showWhile(Node node, ObservableValue<Boolean> shown) {
        node.visibleProperty().bind(shown);
        node.managedProperty().bind(shown);
    }

    public static BooleanExpression notEmpty(ObservableValue<String> text) {
        return BooleanExpression.booleanExpression(text.map(t -> !t.isEmpty()).orElse(false));
    }

    /** Keeps exactly one of a node's style classes equal to {@code styleClass}, beside those it has. */
    public static void style(Node node, ObservableValue<String> styleClass) {
        String first = styleClass.getValue();
        if (first != null) {
            node.getStyleClass().add(first);
        }
        styleClass.addListener((o, before, now) -> {
            node.getStyleClass().remove(before);
            if (now != null) {
                node.getStyleClass().add(now);
            }
        });
    }

    /** What an empty list says: why it is empty and what to do next. */
    public static Node emptyState(Feather feather, String title, String text) {
        Label heading = label(title, "empty-title");
        Label advice = paragraph(text, "empty-text");
        advice.setMaxWidth(320);
        VBox box = new VBox(icon(feather, "empty-icon"), heading, advice);
        box.getStyleClass().add("empty-state");
        box.setFocusTraversable(false);
        return box;
    }

    /** Puts the focus on the first control in it that takes one. */
    public static void focusFirst(Node node) {
        node.lookupAll("*").stream()
                .filter(Node::isFocusTraversable)
                .filter(Parts::isSeen)
                .findFirst()
                .ifPresent(Node::requestFocus);
    }

    /** Whether it and all that it is in are visible. */
    public static boolean isSeen(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return true;
    }

    public static BooleanExpression isEmpty(ObservableList<?> list) {
        return Bindings.isEmpty(list);
    }
}
