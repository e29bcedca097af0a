package org.distributedbrain.app.start;

import atlantafx.base.controls.RingProgressIndicator;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.theme.Parts;

/** What is seen for the moment that starting takes. */
public final class StartView extends VBox {
    public StartView() {
        getStyleClass().add("start-view");
        RingProgressIndicator ring = new RingProgressIndicator(-1);
        ring.setAccessibleText("Starting");
        getChildren().setAll(ring, Parts.label("Starting the orchestrator…", "start-text"));
    }
}
