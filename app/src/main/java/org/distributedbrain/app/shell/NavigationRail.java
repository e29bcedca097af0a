package org.distributedbrain.app.shell;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;

/** The views at the left, by icon and name; by icon alone where the window is narrow. */
final class NavigationRail extends VBox {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    /** @param wide whether there is room for names */
    NavigationRail(Navigation navigation, ObservableValue<Boolean> wide) {
        setId("rail");
        getStyleClass().add("rail");
        setAccessibleRole(AccessibleRole.TOOL_BAR);
        setAccessibleText(Texts.of("shell.rail.accessible"));
        setMinWidth(Region.USE_PREF_SIZE);
        for (Section section : Section.values()) {
            if (section == Section.INVITE) {
                Region gap = new Region();
                VBox.setVgrow(gap, Priority.ALWAYS);
                getChildren().add(gap);
            }
            getChildren().add(button(section, navigation, wide));
        }
    }

    private static Button button(Section section, Navigation navigation, ObservableValue<Boolean> wide) {
        Button button = new Button(section.title(), Parts.icon(section.icon()));
        button.setId("section-" + section.id());
        button.getStyleClass().addAll("flat", "rail-button");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(section.title());
        wide.subscribe(names -> button.setContentDisplay(names ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY));
        navigation.current().subscribe(now -> button.pseudoClassStateChanged(CURRENT, now == section));
        button.setOnAction(e -> navigation.open(section));
        Parts.tip(button, section.title() + " (" + section.shortcut().getDisplayText() + ")");
        return button;
    }
}
