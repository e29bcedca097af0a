package org.distributedbrain.app.workers;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.animation.Animation;
import javafx.animation.FadeTransition;
import javafx.animation.Interpolator;
import javafx.animation.ParallelTransition;
import javafx.animation.ScaleTransition;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.util.Duration;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.theme.Motion;
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
    /** How long a card takes to vanish. */
    static final Duration LEAVING = Duration.millis(300);

    private static final int AT_ONCE = 12;
    private static final double SMALL = 0.9;
    private static final double GONE = 0.65;
    private static final double VANISHED = 0.85;

    /** Those that came since the list is shown, and were not seen yet. */
    private final Set<Row<WorkerId, WorkerView>> fresh = Collections.newSetFromMap(new WeakHashMap<>());

    private record Moving(Row<WorkerId, WorkerView> worker, Animation animation) {}

    private final Map<Node, Moving> moving = new HashMap<>();

    CardMotion(ObservableList<Row<WorkerId, WorkerView>> workers) {
        workers.addListener((ListChangeListener<Row<WorkerId, WorkerView>>) change -> {
            while (change.next()) {
                fresh.addAll(change.getAddedSubList());
            }
        });
    }

    /** A card shows this worker from now on. */
    void seen(Node card, Row<WorkerId, WorkerView> worker) {
        Moving before = moving.get(card);
        if (before != null && before.worker == worker) {
            return;
        }
        boolean gone = worker.view().get().state() == WorkerState.GONE;
        if (fresh.remove(worker) && !gone) {
            play(card, worker, IN, SMALL, 1, 0, 1);
        } else {
            stop(card);
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
        if (now == WorkerState.GONE) {
            play(card, worker, OUT, 1, scale(true), 1, GONE);
        } else {
            stop(card);
            rest(card, false);
        }
    }

    /** A worker that is gone is dropped: its card vanishes. False when it is to do so at once. */
    boolean leave(Node card, Row<WorkerId, WorkerView> worker) {
        return play(card, worker, LEAVING, card.getScaleX(), VANISHED, card.getOpacity(), 0);
    }

    /** False when nothing moves: too much does already, or nobody wants to see it. The card is then as it would be in the end. */
    private boolean play(
            Node card,
            Row<WorkerId, WorkerView> worker,
            Duration time,
            double fromScale,
            double toScale,
            double fromOpacity,
            double toOpacity) {
        stop(card);
        if (moving.size() >= AT_ONCE || !Motion.isWanted(card)) {
            rest(card, toOpacity < 1);
            return false;
        }
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
        both.setOnFinished(e -> moving.remove(card));
        moving.put(card, new Moving(worker, both));
        both.play();
        return true;
    }

    /** The card shows somebody else, or the same one otherwise. */
    private void stop(Node card) {
        Moving before = moving.remove(card);
        if (before != null) {
            before.animation.stop();
        }
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
