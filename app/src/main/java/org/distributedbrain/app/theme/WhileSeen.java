package org.distributedbrain.app.theme;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.util.Duration;

/** What is done again and again, only while a node is in a scene: a view that nobody sees costs nothing. */
public final class WhileSeen {
    private WhileSeen() {}

    /**
     * @param begin at once, whenever the node comes into a scene
     * @param again from then on, so often, until it leaves
     */
    public static void repeat(Node node, Duration every, Runnable begin, Runnable again) {
        Timeline clock = new Timeline(new KeyFrame(every, e -> again.run()));
        clock.setCycleCount(Animation.INDEFINITE);
        node.sceneProperty().subscribe(scene -> {
            if (scene == null) {
                clock.stop();
            } else {
                begin.run();
                clock.play();
            }
        });
    }
}
