package org.distributedbrain.app.theme;

import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A device's kind as a picture, all drawn with the same line. */
public final class DeviceIcon extends StackPane {
    /** Feather has no laptop: a screen over a base, in its 24-unit grid. */
    private static final String LAPTOP = "M5 5h14a1 1 0 0 1 1 1v10H4V6a1 1 0 0 1 1-1z M2 19.5h20";

    private final FontIcon icon = Parts.icon(Feather.CPU);
    private final SVGPath laptop = new SVGPath();

    /** Both pictures are there from the beginning: what comes into a cell while it is laid out may stay without style. */
    public DeviceIcon() {
        getStyleClass().add("device-icon");
        laptop.setContent(LAPTOP);
        laptop.getStyleClass().add("device-path");
        laptop.setVisible(false);
        getChildren().setAll(icon, laptop);
    }

    public void show(String kind) {
        boolean drawn = "laptop".equals(kind);
        laptop.setVisible(drawn);
        icon.setVisible(!drawn);
        icon.setIconCode(picture(kind));
        setAccessibleText(kind);
    }

    private static Feather picture(String kind) {
        return switch (kind) {
            case "phone" -> Feather.SMARTPHONE;
            case "tablet" -> Feather.TABLET;
            case "desktop" -> Feather.MONITOR;
            case "server" -> Feather.SERVER;
            default -> Feather.CPU;
        };
    }
}
