package org.distributedbrain.app.leaderboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanExpression;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.controlsfx.control.SegmentedButton;
import org.distributedbrain.app.leaderboard.LeaderboardModel.Period;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.WhileSeen;
import org.distributedbrain.job.WorkerId;
import org.kordamp.ikonli.feather.Feather;

/** The ten best: bars that grow, and swap places. */
public final class LeaderboardView extends VBox {
    /** Quicker is nervous, and each asks the store. */
    private static final Duration EVERY = Duration.seconds(1);

    private final LeaderboardModel model;
    private final Consumer<WorkerId> open;
    private final Map<WorkerId, Place> places = new HashMap<>();
    private final Pane board = new Board();

    /** @param open shows one worker in full */
    public LeaderboardView(LeaderboardModel model, Consumer<WorkerId> open) {
        this.model = model;
        this.open = open;
        getStyleClass().addAll("view", "leaderboard");
        board.setId("leaderboard");
        board.getStyleClass().add("board");
        board.setAccessibleText(Texts.of("leaderboard.title"));

        BooleanExpression any =
                BooleanExpression.booleanExpression(model.entries().map(list -> !list.isEmpty()));
        ScrollPane scroll = new ScrollPane(board);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("card", "board-card");
        scroll.setAccessibleText(Texts.of("leaderboard.title"));
        Parts.showWhile(scroll, any);
        Node nobody = Parts.emptyState(
                Feather.AWARD, Texts.of("leaderboard.empty.title"), Texts.of("leaderboard.empty.text"));
        Parts.showWhile(nobody, any.not());
        StackPane body = new StackPane(scroll, nobody);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().setAll(head(), body);

        WhileSeen.repeat(this, EVERY, model::refresh, model::refresh);
        model.entries().subscribe(this::show);
    }

    private Node head() {
        ToggleGroup group = new ToggleGroup();
        SegmentedButton periods = new SegmentedButton(
                period(Period.SESSION, Texts.of("leaderboard.session"), group),
                period(Period.ALL_TIME, Texts.of("leaderboard.all"), group));
        periods.setToggleGroup(group);
        periods.setFocusTraversable(false);
        HBox head = new HBox(
                Parts.label(Texts.of("leaderboard.title"), "view-title"),
                Parts.label(Texts.of("leaderboard.by"), "muted", "small"),
                Parts.spring(),
                periods);
        head.getStyleClass().add("view-head");
        return head;
    }

    private ToggleButton period(Period period, String words, ToggleGroup group) {
        ToggleButton button = new ToggleButton(words);
        button.setId(period == Period.SESSION ? "this-session" : "all-time");
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        model.period().subscribe(now -> button.setSelected(now == period));
        button.setOnAction(e -> {
            model.period().set(period);
            button.setSelected(true);
        });
        return button;
    }

    private void show(List<Entry> entries) {
        List<WorkerId> there = entries.stream().map(Entry::worker).toList();
        places.entrySet().removeIf(known -> {
            boolean gone = !there.contains(known.getKey());
            if (gone) {
                board.getChildren().remove(known.getValue());
            }
            return gone;
        });
        double best = entries.isEmpty() ? 0 : entries.getFirst().operations();
        for (Entry entry : entries) {
            Place place = places.get(entry.worker());
            boolean known = place != null;
            if (place == null) {
                place = place(entry.worker());
            }
            place.show(entry, best, known && board.getScene() != null);
        }
        board.setPrefHeight(entries.size() * Place.HEIGHT);
        board.requestLayout();
    }

    private Place place(WorkerId worker) {
        Place place = new Place();
        place.setFocusTraversable(true);
        place.setOnMouseClicked(e -> open.accept(worker));
        place.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
                open.accept(worker);
                e.consume();
            }
        });
        Parts.tip(place, Texts.of("leaderboard.open"));
        places.put(worker, place);
        board.getChildren().add(place);
        return place;
    }

    /** Places are as wide as it is; where they stand is their own affair. */
    private static final class Board extends Pane {
        @Override
        protected void layoutChildren() {
            getChildren().forEach(place -> place.resizeRelocate(0, 0, getWidth(), Place.HEIGHT));
        }
    }
}
