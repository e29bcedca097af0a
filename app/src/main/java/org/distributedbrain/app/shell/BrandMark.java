package org.distributedbrain.app.shell;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import org.distributedbrain.app.text.Texts;

/** Six devices around one: the product's mark, as on the page that devices join by, drawn in the theme's accent colour. */
final class BrandMark extends Pane {
    static final double SIZE = 24;
    private static final double CENTRE = SIZE / 2;
    private static final double[][] OUTER = {{12, 3}, {19.5, 7.3}, {19.5, 16.7}, {12, 21}, {4.5, 16.7}, {4.5, 7.3}};

    BrandMark() {
        getStyleClass().add("brand-mark");
        setMinSize(SIZE, SIZE);
        setPrefSize(SIZE, SIZE);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        Polygon ring = new Polygon();
        ring.getStyleClass().add("brand-ring");
        getChildren().add(ring);
        for (double[] at : OUTER) {
            ring.getPoints().addAll(at[0], at[1]);
            Line line = new Line(CENTRE, CENTRE, at[0], at[1]);
            line.getStyleClass().add("brand-line");
            getChildren().add(line);
        }
        for (double[] at : OUTER) {
            getChildren().add(dot(at[0], at[1], 2.1, "brand-outer"));
        }
        getChildren().add(dot(CENTRE, CENTRE, 3.2, "brand-inner"));
        setAccessibleText(Texts.of("shell.title"));
    }

    private static Circle dot(double x, double y, double radius, String styleClass) {
        Circle dot = new Circle(x, y, radius);
        dot.getStyleClass().add(styleClass);
        return dot;
    }
}
