package org.distributedbrain.app.leaderboard;

import java.util.Map;
import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Motion;
import org.distributedbrain.app.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/** One worker's place: rank or medal, name, bar and figures. Moves and grows when told so, and not while nobody sees it. */
final class Place extends Pane {
    static final double HEIGHT = 54;

    private static final Duration MOVE = Duration.millis(450);
    private static final double BAR_HEIGHT = 8;
    private static final double LEFT = 58;
    private static final double BAR_TOP = 32;
    private static final Map<Integer, String> MEDALS = Map.of(1, "gold", 2, "silver", 3, "bronze");

    private final Label rank = Parts.label("", "place-rank");
    private final Label name = Parts.label("", "place-name");
    private final Label medal = Parts.label("", "place-medal");
    private final Label credit = Parts.label("", "place-credit");
    private final Label figures = Parts.label("", "place-figures");
    private final Region track = new Region();
    private final Rectangle bar = new Rectangle(0, BAR_HEIGHT);
    /** From 0 to 1, of the best one's. */
    private final DoubleProperty share = new SimpleDoubleProperty();

    private final Timeline motion = new Timeline();

    Place() {
        getStyleClass().add("place");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        track.getStyleClass().add("place-track");
        bar.getStyleClass().add("place-bar");
        bar.setArcWidth(BAR_HEIGHT);
        bar.setArcHeight(BAR_HEIGHT);
        bar.widthProperty().bind(share.multiply(widthProperty().subtract(LEFT).subtract(12)));
        Parts.tip(name, name.textProperty());
        getChildren().addAll(rank, name, medal, credit, figures, track, bar);
    }

    /**
     * Shows this at its place.
     *
     * @param of what the best one gave
     * @param animated whether it goes there rather than being there
     */
    void show(Entry entry, double of, boolean animated) {
        rank.setText(Integer.toString(entry.rank()));
        String won = MEDALS.get(entry.rank());
        getStyleClass().removeIf(MEDALS::containsValue);
        rank.setGraphic(won == null ? null : Parts.icon(Feather.AWARD));
        rank.setText(won == null ? Integer.toString(entry.rank()) : "");
        medal.setText(won == null ? "" : Texts.of("leaderboard.medal." + won));
        if (won != null) {
            getStyleClass().add(won);
        }
        name.setText(entry.name());
        credit.setText(Figures.credit(entry.operations()));
        figures.setText(Texts.of(
                "leaderboard.figures",
                Figures.count(entry.tasks(), "task"),
                Figures.duration(entry.computeMs()),
                Figures.count(entry.sessions(), "session")));
        setAccessibleText(Texts.of(
                "leaderboard.place.accessible", entry.rank(), entry.name(), credit.getText(), figures.getText()));
        double wanted = of > 0 ? Math.max(0.004, entry.operations() / of) : 0;
        double y = (entry.rank() - 1) * HEIGHT;
        boolean moves = animated && Motion.isWanted(this);
        if (moves && (getTranslateY() != y || share.get() != wanted)) {
            go(y, wanted);
        } else if (motion.getStatus() != Animation.Status.RUNNING || !moves) {
            motion.stop();
            setTranslateY(y);
            share.set(wanted);
        }
        requestLayout();
    }

    private void go(double y, double wanted) {
        motion.stop();
        if (getTranslateY() > y) {
            toFront(); // who overtakes passes in front
        }
        motion.getKeyFrames()
                .setAll(new KeyFrame(
                        MOVE,
                        new KeyValue(translateYProperty(), y, Interpolator.EASE_BOTH),
                        new KeyValue(share, wanted, Interpolator.EASE_BOTH)));
        motion.play();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double creditWidth = Math.ceil(credit.prefWidth(-1));
        double figuresWidth = Math.ceil(figures.prefWidth(-1));
        double medalWidth = Math.ceil(medal.prefWidth(-1));
        double right = width - 12;
        rank.resizeRelocate(12, 0, 36, HEIGHT);
        credit.resizeRelocate(right - creditWidth, 6, creditWidth, 22);
        double figuresRight = right - 96 - 16;
        boolean room = figuresRight - figuresWidth - LEFT > 240;
        figures.setVisible(room);
        figures.resizeRelocate(figuresRight - figuresWidth, 6, figuresWidth, 22);
        double nameEnd = room ? figuresRight - figuresWidth - 12 : right - creditWidth - 12;
        double nameWidth = Math.min(Math.ceil(name.prefWidth(-1)), Math.max(40, nameEnd - LEFT - medalWidth - 10));
        name.resizeRelocate(LEFT, 6, nameWidth, 22);
        medal.setVisible(!medal.getText().isEmpty());
        medal.resizeRelocate(LEFT + nameWidth + 10, 8, medalWidth, 18);
        track.resizeRelocate(LEFT, BAR_TOP, Math.max(0, right - LEFT), BAR_HEIGHT);
        bar.relocate(LEFT, BAR_TOP);
    }
}
