package org.distributedbrain.app.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.distributedbrain.app.theme.FirstFocus;
import org.distributedbrain.app.theme.Parts;

/**
 * Holds the view that is seen. A view is made when it is first opened and kept; one that is not seen is out of the scene, so that what draws
 * only while it is in a scene costs nothing.
 */
final class SectionPane extends StackPane {
    private final Map<Section, Supplier<? extends Node>> makers;
    private final Map<Section, Node> made = new EnumMap<>(Section.class);

    SectionPane(Map<Section, Supplier<? extends Node>> makers) {
        this.makers = makers;
        setId("section");
        getStyleClass().add("section");
        setMinSize(0, 0);
    }

    /** Where one begins in the view that is seen. */
    void focusFirst() {
        if (getChildren().getFirst() instanceof FirstFocus view) {
            view.focusFirst();
        } else {
            Parts.focusFirst(getChildren().getFirst());
        }
    }

    /** Puts it into the scene and the focus to where one begins there. */
    void show(Section section) {
        Node view = made.get(section);
        if (view == null) {
            view = Objects.requireNonNull(makers.get(section), section::title).get();
            made.put(section, view);
        }
        getChildren().setAll(view);
        if (getScene() != null) {
            focusFirst();
        }
    }
}
