package org.distributedbrain.app.theme;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import org.kordamp.ikonli.feather.Feather;

/** A device's kind as a picture, all drawn with the same line. */
public final class DeviceIcon extends StackPane {
    /** Feather has no laptop: a screen over a base, in its 24-unit grid. */
    private static final String LAPTOP = "M5 5h14a1 1 0 0 1 1 1v10H4V6a1 1 0 0 1 1-1z M2 19.5h20";

    public DeviceIcon() {
        getStyleClass().add("device-icon");
    }

    public void show(String kind) {
        getChildren().setAll(picture(kind));
        setAccessibleText(kind);
    }

    private static Node picture(String kind) {
        return switch (kind) {
            case "phone" -> Parts.icon(Feather.SMARTPHONE);
            case "tablet" -> Parts.icon(Feather.TABLET);
            case "laptop" -> laptop();
            case "desktop" -> Parts.icon(Feather.MONITOR);
            case "server" -> Parts.icon(Feather.SERVER);
            default -> Parts.icon(Feather.CPU);
        };
    }

    private static Node laptop() {
        SVGPath path = new SVGPath();
        path.setContent(LAPTOP);
        path.getStyleClass().add("device-path");
        return path;
    }
}
