package org.distributedbrain.app.start;

import atlantafx.base.controls.RingProgressIndicator;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;

/** What is seen for the moment that starting takes. */
public final class StartView extends VBox {
    public StartView() {
        getStyleClass().add("start-view");
        RingProgressIndicator ring = new RingProgressIndicator(-1);
        ring.setAccessibleText(Texts.of("start.starting"));
        getChildren().setAll(ring, Parts.label(Texts.of("start.starting.orchestrator"), "start-text"));
    }
}
