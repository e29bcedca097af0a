package org.distributedbrain.app.workers;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.animation.FadeTransition;
import javafx.animation.Interpolator;
import javafx.animation.ParallelTransition;
import javafx.animation.ScaleTransition;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.util.Duration;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/**
 * Cards grow and fade in when their worker joins, and shrink and fade when it goes (FR-012). Only what is seen moves, and only a few at once: a
 * room of devices that joins together is there at once.
 */
final class CardMotion {
    private static final Duration IN = Duration.millis(260);
    private static final Duration OUT = Duration.millis(420);
    private static final int AT_ONCE = 12;
    private static final double SMALL = 0.9;
    private static final double GONE = 0.65;

    /** Those that came since the list is shown, and were not seen yet. */
    private final Set<Row<WorkerId, WorkerView>> fresh = Collections.newSetFromMap(new WeakHashMap<>());

    private int moving;

    CardMotion(ObservableList<Row<WorkerId, WorkerView>> workers) {
        workers.addListener((ListChangeListener<Row<WorkerId, WorkerView>>) change -> {
            while (change.next()) {
                fresh.addAll(change.getAddedSubList());
            }
        });
    }

    /** A card shows this worker from now on. */
    void seen(Node card, Row<WorkerId, WorkerView> worker) {
        boolean gone = worker.view().get().state() == WorkerState.GONE;
        if (fresh.remove(worker) && !gone && card.getScene() != null) {
            play(card, IN, SMALL, 1, 0, 1);
        } else {
            rest(card, gone);
        }
    }

    /** The state of the worker that a card shows changed; another worker's card is none of that. */
    void changed(
            Node card,
            @Nullable Row<WorkerId, WorkerView> worker,
            @Nullable WorkerState before,
            @Nullable WorkerState now) {
        if (worker == null || before == null || (now == WorkerState.GONE) == (before == WorkerState.GONE)) {
            return;
        }
        if (now == WorkerState.GONE && card.getScene() != null) {
            play(card, OUT, 1, scale(true), 1, GONE);
        } else {
            rest(card, now == WorkerState.GONE);
        }
    }

    private void play(
            Node card, Duration time, double fromScale, double toScale, double fromOpacity, double toOpacity) {
        if (moving >= AT_ONCE) {
            rest(card, toOpacity < 1);
            return;
        }
        moving++;
        ScaleTransition scale = new ScaleTransition(time, card);
        scale.setFromX(fromScale);
        scale.setFromY(fromScale);
        scale.setToX(toScale);
        scale.setToY(toScale);
        FadeTransition fade = new FadeTransition(time, card);
        fade.setFromValue(fromOpacity);
        fade.setToValue(toOpacity);
        ParallelTransition both = new ParallelTransition(scale, fade);
        scale.setInterpolator(Interpolator.EASE_OUT);
        both.setOnFinished(e -> moving--);
        both.play();
    }

    private static void rest(Node card, boolean gone) {
        card.setOpacity(gone ? GONE : 1);
        card.setScaleX(scale(gone));
        card.setScaleY(scale(gone));
    }

    private static double scale(boolean gone) {
        return gone ? 0.98 : 1;
    }
}
