package org.distributedbrain.app.shell;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.distributedbrain.app.settings.Settings;

/** Where the window was and how large: put back when it opens, noted when it closes. */
final class WindowMemory {
    static final double MIN_WIDTH = 900;
    static final double MIN_HEIGHT = 600;
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private final Settings settings;

    WindowMemory(Settings settings) {
        this.settings = settings;
    }

    /** Never larger than the screen it opens on. */
    void restore(Stage stage) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setMinWidth(Math.min(MIN_WIDTH, screen.getWidth()));
        stage.setMinHeight(Math.min(MIN_HEIGHT, screen.getHeight()));
        stage.setWidth(Math.min(settings.number("window.width").orElse(WIDTH), screen.getWidth()));
        stage.setHeight(Math.min(settings.number("window.height").orElse(HEIGHT), screen.getHeight()));
        stage.setMaximized(
                settings.get("window.maximized").map(Boolean::parseBoolean).orElse(false));
    }

    void note(Stage stage) {
        settings.put("window.maximized", stage.isMaximized());
        if (!stage.isMaximized()) {
            settings.put("window.width", Math.round(stage.getWidth()));
            settings.put("window.height", Math.round(stage.getHeight()));
        }
    }
}
