package org.distributedbrain.app.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javafx.scene.text.Font;

/** Inter, so that the console looks the same on every system. Characters that it lacks come from the system's own fonts. */
final class Typeface {
    private static final int[] WEIGHTS = {400, 500, 600, 700};

    private Typeface() {}

    static void load() {
        for (int weight : WEIGHTS) {
            try (InputStream font = Typeface.class.getResourceAsStream("inter-latin-" + weight + "-normal.woff")) {
                if (font != null) {
                    Font.loadFont(font, 13);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
