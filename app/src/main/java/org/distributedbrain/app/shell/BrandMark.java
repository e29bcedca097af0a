package org.distributedbrain.app.shell;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;

/** Four devices around one: the product's mark, drawn in the theme's accent colour. */
final class BrandMark extends Pane {
    static final double SIZE = 22;
    private static final double[][] OUTER = {{4, 5}, {18, 4}, {19, 17}, {5, 18}};

    BrandMark() {
        getStyleClass().add("brand-mark");
        setMinSize(SIZE, SIZE);
        setPrefSize(SIZE, SIZE);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        for (double[] at : OUTER) {
            Line line = new Line(11, 11, at[0], at[1]);
            line.getStyleClass().add("brand-line");
            getChildren().add(line);
        }
        for (double[] at : OUTER) {
            getChildren().add(dot(at[0], at[1], 2.6, "brand-outer"));
        }
        getChildren().add(dot(11, 11, 4, "brand-inner"));
        setAccessibleText("The Distributed Brain");
    }

    private static Circle dot(double x, double y, double radius, String styleClass) {
        Circle dot = new Circle(x, y, radius);
        dot.getStyleClass().add(styleClass);
        return dot;
    }
}
