package org.distributedbrain.app.leaderboard;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.WhileSeen;
import org.distributedbrain.job.WorkerId;
import org.kordamp.ikonli.feather.Feather;

/** The best of this session in a few lines, as a part of another view. */
public final class TopPlaces extends VBox {
    private static final List<String> MEDALS = List.of("gold", "silver", "bronze");
    private static final Duration EVERY = Duration.seconds(1);

    private final LeaderboardModel model;
    private final int places;
    private final Consumer<WorkerId> open;
    private final VBox lines = new VBox();
    private final Label nobody = Parts.paragraph(Texts.of("leaderboard.empty.text"), "muted", "small");
    private List<Entry> shown = List.of();

    /** @param open shows one in full */
    public TopPlaces(LeaderboardModel model, int places, Consumer<WorkerId> open) {
        this.model = model;
        this.places = places;
        this.open = open;
        getStyleClass().addAll("card", "top-places");
        setId("top-places");
        setMinWidth(0);
        lines.getStyleClass().add("top-lines");
        nobody.setMaxWidth(280);
        HBox head = new HBox(
                Parts.label(Texts.of("leaderboard.title"), "section-title"),
                Parts.spring(),
                Parts.label(Texts.of("leaderboard.session"), "muted", "small"));
        head.getStyleClass().add("top-head");
        VBox.setVgrow(lines, Priority.ALWAYS);
        getChildren().setAll(head, nobody, lines);
        WhileSeen.repeat(this, EVERY, this::look, this::look);
    }

    private void look() {
        List<Entry> best = model.sessionBest(places);
        if (!best.equals(shown) || lines.getChildren().size() != best.size()) {
            shown = best;
            while (lines.getChildren().size() < best.size()) {
                lines.getChildren().add(new Line());
            }
            lines.getChildren().remove(best.size(), lines.getChildren().size());
            for (int i = 0; i < best.size(); i++) {
                ((Line) lines.getChildren().get(i)).show(best.get(i));
            }
        }
        nobody.setVisible(best.isEmpty());
        nobody.setManaged(best.isEmpty());
    }

    /** One place; stays while who has it changes, so that the focus does. */
    private final class Line extends Button {
        private final Label rank = Parts.label("", "top-rank");
        private final Label name = Parts.label("", "top-name");
        private final Label credit = Parts.label("", "muted", "small");

        Line() {
            getStyleClass().addAll("flat", "top-line");
            setMaxWidth(Double.MAX_VALUE);
            name.setMinWidth(0);
            credit.setMinWidth(Region.USE_PREF_SIZE);
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            HBox face = new HBox(rank, name, credit);
            face.getStyleClass().add("top-face");
            face.prefWidthProperty().bind(widthProperty().subtract(16));
            setGraphic(face);
            Parts.tip(this, name.textProperty());
        }

        void show(Entry entry) {
            int place = entry.rank() - 1;
            getStyleClass().removeIf(MEDALS::contains);
            Node medal = null;
            if (place < MEDALS.size()) {
                getStyleClass().add(MEDALS.get(place));
                medal = Parts.icon(Feather.AWARD);
            }
            rank.setGraphic(medal);
            rank.setText(medal == null ? Integer.toString(entry.rank()) : "");
            name.setText(entry.name());
            credit.setText(Figures.credit(entry.operations()));
            setAccessibleText(Texts.of(
                    "leaderboard.place.accessible",
                    entry.rank(),
                    entry.name(),
                    credit.getText(),
                    Figures.count(entry.tasks(), "task")));
            setOnAction(e -> open.accept(entry.worker()));
        }
    }
}
