package org.distributedbrain.app.theme;

import javafx.scene.Node;
import javafx.scene.Scene;

/** Whether things may move. A person who wants less of it says so in the system's settings. */
public final class Motion {
    private Motion() {}

    /** False where nobody sees the node, or would rather not see it move. */
    public static boolean isWanted(Node node) {
        Scene scene = node.getScene();
        return scene != null && !scene.getPreferences().isReducedMotion();
    }
}
