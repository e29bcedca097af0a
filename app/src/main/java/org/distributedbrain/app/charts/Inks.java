package org.distributedbrain.app.charts;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/**
 * The colours of a chart, as the style sheet has them: the ink {@code grid} is the {@code -fx-fill} of {@code .ink-grid}. A canvas cannot look
 * colours up; shapes without size can, and tell when they change with the theme.
 */
public final class Inks extends Group {
    private final Map<String, Rectangle> probes = new HashMap<>();

    /** @param changed called when any of them is another colour now */
    public Inks(Runnable changed, String... names) {
        setManaged(false);
        setMouseTransparent(true);
        for (String name : names) {
            Rectangle probe = new Rectangle();
            probe.getStyleClass().add("ink-" + name);
            probe.fillProperty().subscribe(paint -> changed.run());
            probes.put(name, probe);
            getChildren().add(probe);
        }
    }

    /** @throws IllegalArgumentException for one that was not named at first */
    public Color color(String name) {
        Rectangle probe = probes.get(name);
        if (probe == null) {
            throw new IllegalArgumentException("There is no ink '" + name + "'.");
        }
        return probe.getFill() instanceof Color color ? color : Color.TRANSPARENT;
    }

    /** The same for a raster, opaque. */
    public int rgb(String name) {
        return rgb(color(name));
    }

    /** A colour of 32 bits, opaque. */
    public static int rgb(Color color) {
        return 0xff000000
                | (int) Math.round(255 * color.getRed()) << 16
                | (int) Math.round(255 * color.getGreen()) << 8
                | (int) Math.round(255 * color.getBlue());
    }
}
