package org.distributedbrain.app.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The stages of a job in a row, or in two where it is narrow: a mark each on a line, what it is called, and when it was reached. */
final class StageStrip extends GridPane {
    private static final double ONE_ROW = 400;

    private List<JobStages.Stage> shown = List.of();
    private int columns = 6;

    StageStrip() {
        getStyleClass().add("stages");
        setId("stages");
        setMinWidth(0);
        widthProperty().subscribe(width -> {
            int now = width.doubleValue() >= ONE_ROW || width.doubleValue() == 0 ? 6 : 3;
            if (now != columns) {
                columns = now;
                fill();
            }
        });
    }

    void show(List<JobStages.Stage> stages) {
        if (!stages.equals(shown)) {
            shown = stages;
            fill();
        }
    }

    private void fill() {
        getChildren().clear();
        getColumnConstraints().clear();
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            column.setMinWidth(0);
            getColumnConstraints().add(column);
        }
        for (int i = 0; i < shown.size(); i++) {
            Instant start = i == 0 ? null : shown.getFirst().at();
            add(cell(shown.get(i), start, i == 0, i == shown.size() - 1), i % columns, i / columns);
        }
    }

    private static VBox cell(JobStages.Stage stage, @Nullable Instant start, boolean first, boolean last) {
        StackPane mark = new StackPane(line(first, last), dot(stage.status()));
        Label name = Parts.label(stage.name(), "stage-name");
        Label when = Parts.label(when(stage, start), "stage-time");
        VBox cell = new VBox(mark, name, when);
        cell.getStyleClass().addAll("stage", "stage-" + stage.status().name().toLowerCase(Locale.ROOT));
        Instant at = stage.at();
        Parts.tip(
                cell,
                at == null
                        ? Texts.of("jobs.stage.unknown", stage.name())
                        : Texts.of("jobs.stage.at", stage.name(), Figures.exact(at, ZoneId.systemDefault())));
        return cell;
    }

    private static String when(JobStages.Stage stage, @Nullable Instant start) {
        Instant at = stage.at();
        if (at == null) {
            return "–";
        }
        return start == null
                ? Figures.clock(at, ZoneId.systemDefault())
                : "+" + Figures.duration(Math.max(0, Duration.between(start, at).toNanos() / 1e6));
    }

    /** Half of it is missing at both ends of the row. */
    private static GridPane line(boolean first, boolean last) {
        GridPane line = new GridPane();
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            line.getColumnConstraints().add(half);
            Region stroke = new Region();
            stroke.getStyleClass().add("stage-line");
            stroke.setVisible(i == 0 ? !first : !last);
            line.add(stroke, i, 0);
        }
        line.setMaxHeight(2);
        return line;
    }

    private static StackPane dot(JobStages.Status status) {
        StackPane dot = new StackPane();
        dot.getStyleClass().add("stage-dot");
        switch (status) {
            case PAST -> dot.getChildren().add(Parts.icon(Feather.CHECK));
            case NOW -> dot.getChildren().add(Parts.icon(Feather.MORE_HORIZONTAL));
            case BROKEN -> dot.getChildren().add(Parts.icon(Feather.X));
            case AHEAD -> {}
        }
        return dot;
    }
}
