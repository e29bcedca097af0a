package org.distributedbrain.app.theme;

import java.util.Locale;
import java.util.Map;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;

/** What the system asks for. A system that has no opinion gets the dark scheme. */
public final class SystemScheme {
    private SystemScheme() {}

    /** Follows the system while the console runs. On the JavaFX thread only. */
    public static ObservableValue<Scheme> observe() {
        boolean hasOpinion = hasOpinion(System.getProperty("os.name", ""), System.getenv());
        return Platform.getPreferences()
                .colorSchemeProperty()
                .map(scheme -> hasOpinion && scheme == ColorScheme.LIGHT ? Scheme.LIGHT : Scheme.DARK);
    }

    /** A bare X server without a desktop reports "light" for lack of anything better. */
    static boolean hasOpinion(String os, Map<String, String> environment) {
        return !os.toLowerCase(Locale.ROOT).contains("linux") || environment.containsKey("XDG_CURRENT_DESKTOP");
    }
}
