package org.distributedbrain.app.workers;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.Attempt;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The tasks that a worker ended last, newest first: what became of each, and how long it had it. Lines are made once and told anew. */
final class TaskList extends VBox {
    private static final int SHOWN = 8;

    private final List<Line> lines = new ArrayList<>();
    private final Label none = Parts.label(Texts.of("workers.last.none"), "muted");

    TaskList(ObservableValue<List<Attempt>> tasks) {
        getStyleClass().add("task-list");
        setAccessibleText(Texts.of("workers.part.last"));
        tasks.subscribe(this::show);
    }

    private void show(List<Attempt> all) {
        List<Attempt> tasks = all.subList(0, Math.min(SHOWN, all.size()));
        while (lines.size() < tasks.size()) {
            lines.add(new Line());
        }
        for (int i = 0; i < tasks.size(); i++) {
            lines.get(i).show(tasks.get(i));
        }
        List<? extends Node> wanted = tasks.isEmpty() ? List.of(none) : lines.subList(0, tasks.size());
        if (!getChildren().equals(wanted)) {
            getChildren().setAll(wanted);
        }
    }

    private static final class Line extends HBox {
        private final FontIcon icon = new FontIcon(Feather.CHECK);
        private final Label chunk = Parts.label("");
        private final Label outcome = Parts.label("", "muted", "small");
        private final Label time = Parts.label("", "small");
        private final SimpleStringProperty more = new SimpleStringProperty("");

        Line() {
            getStyleClass().add("task-line");
            time.setMinWidth(Region.USE_PREF_SIZE);
            outcome.setMinWidth(0);
            getChildren().setAll(icon, chunk, outcome, Parts.spring(), time);
            Parts.tip(this, more);
        }

        void show(Attempt task) {
            icon.setIconCode(icon(task.outcome()));
            icon.getStyleClass().removeAll("good", "task-other");
            icon.getStyleClass().add(task.outcome() == Attempt.Outcome.VERIFIED ? "good" : "task-other");
            chunk.setText(
                    Texts.of("workers.last.chunk", Figures.whole(task.chunk().index())));
            outcome.setText(outcome(task.outcome()));
            double had = Duration.between(task.sentAt(), task.endedAt()).toNanos() / 1e6;
            time.setText(Figures.duration(had));
            more.set(Texts.of(
                    "workers.last.tip",
                    Figures.clock(task.endedAt(), ZoneId.systemDefault()),
                    task.task(),
                    task.chunk().job(),
                    Figures.duration(task.computeMs()),
                    Figures.bytes(task.bytesOut()),
                    Figures.bytes(task.bytesIn())));
        }
    }

    private static String outcome(Attempt.Outcome outcome) {
        return Texts.of("workers.outcome." + outcome.name().toLowerCase(Locale.ROOT));
    }

    private static Feather icon(Attempt.Outcome outcome) {
        return switch (outcome) {
            case VERIFIED -> Feather.CHECK;
            case SUPERSEDED -> Feather.FAST_FORWARD;
            case CANCELLED -> Feather.SLASH;
            case WRONG, DISTRUSTED -> Feather.X;
            case FAILED, OVERDUE, LOST -> Feather.ALERT_TRIANGLE;
        };
    }
}
