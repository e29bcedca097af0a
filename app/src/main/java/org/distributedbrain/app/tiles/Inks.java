package org.distributedbrain.app.tiles;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.layout.Background;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** The colours of the style sheet for what is drawn: a point for each that nobody sees and the sheet paints. Follows dark and light. */
final class Inks extends Pane {
    private final Map<String, Region> points = new HashMap<>();

    /** @param changed told when a colour is another one */
    Inks(Iterable<String> styleClasses, Runnable changed) {
        setManaged(false);
        setMouseTransparent(true);
        for (String styleClass : styleClasses) {
            Region point = new Region();
            point.getStyleClass().addAll("ink", styleClass);
            point.backgroundProperty().addListener(o -> changed.run());
            points.put(styleClass, point);
            getChildren().add(point);
        }
    }

    Color of(String styleClass) {
        Region point = points.get(styleClass);
        Background background = point == null ? null : point.getBackground();
        return background != null
                        && !background.getFills().isEmpty()
                        && background.getFills().getFirst().getFill() instanceof Color color
                ? color
                : Color.GRAY;
    }
}
