package org.distributedbrain.app.theme;

import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;

/** Puts the console's look on scenes. */
public final class Look {
    /** What all of it shares, then each of its parts. */
    private static final List<String> SHEETS = List.of(
            "console.css",
            "shell.css",
            "overview.css",
            "join.css",
            "workers.css",
            "submit.css",
            "preferences.css",
            "jobs.css",
            "tiles.css",
            "history.css",
            "leaderboard.css",
            "faults.css",
            "charts.css",
            "stream.css",
            "efficiency.css");

    private Look() {}

    /** Loads the fonts and lets every window follow {@code scheme}. On the JavaFX thread, once. */
    public static void install(ObservableValue<Scheme> scheme) {
        Typeface.load();
        Application.setUserAgentStylesheet(scheme.getValue().userAgentStylesheet());
        scheme.addListener((o, before, now) -> Application.setUserAgentStylesheet(now.userAgentStylesheet()));
    }

    /** Gives a scene the console's own style sheets. */
    public static void dress(Scene scene) {
        SHEETS.forEach(name -> {
            URL sheet = Objects.requireNonNull(Look.class.getResource(name), name);
            scene.getStylesheets().add(sheet.toExternalForm());
        });
    }
}
