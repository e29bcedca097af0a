package org.distributedbrain.app.theme;

import java.net.URL;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;

/** Puts the console's look on scenes. */
public final class Look {
    private Look() {}

    /** Loads the fonts and lets every window follow {@code scheme}. On the JavaFX thread, once. */
    public static void install(ObservableValue<Scheme> scheme) {
        Typeface.load();
        Application.setUserAgentStylesheet(scheme.getValue().userAgentStylesheet());
        scheme.addListener((o, before, now) -> Application.setUserAgentStylesheet(now.userAgentStylesheet()));
    }

    /** Gives a scene the console's own style sheet. */
    public static void dress(Scene scene) {
        URL sheet = Objects.requireNonNull(Look.class.getResource("console.css"), "console.css");
        scene.getStylesheets().add(sheet.toExternalForm());
    }
}
