package org.distributedbrain.app.workers;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
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

/** The tasks that a worker ended last, newest first: what became of each, and how long it had it. */
final class TaskList extends VBox {

    TaskList(ObservableValue<List<Attempt>> tasks) {
        getStyleClass().add("task-list");
        setAccessibleText(Texts.of("workers.part.last"));
        tasks.subscribe(this::show);
    }

    private void show(List<Attempt> tasks) {
        if (tasks.isEmpty()) {
            getChildren().setAll(Parts.label(Texts.of("workers.last.none"), "muted"));
        } else {
            getChildren().setAll(tasks.stream().map(TaskList::line).toList());
        }
    }

    private static HBox line(Attempt task) {
        boolean good = task.outcome() == Attempt.Outcome.VERIFIED;
        FontIcon icon = Parts.icon(icon(task.outcome()), good ? "good" : "task-other");
        Label chunk = Parts.label(
                Texts.of("workers.last.chunk", Figures.whole(task.chunk().index())));
        Label outcome = Parts.label(outcome(task.outcome()), "muted", "small");
        double had = Duration.between(task.sentAt(), task.endedAt()).toNanos() / 1e6;
        Label time = Parts.label(Figures.duration(had), "small");
        time.setMinWidth(Region.USE_PREF_SIZE);
        outcome.setMinWidth(0);
        HBox line = new HBox(icon, chunk, outcome, Parts.spring(), time);
        line.getStyleClass().add("task-line");
        Parts.tip(
                line,
                Texts.of(
                        "workers.last.tip",
                        Figures.clock(task.endedAt(), ZoneId.systemDefault()),
                        task.task(),
                        task.chunk().job(),
                        Figures.duration(task.computeMs()),
                        Figures.bytes(task.bytesOut()),
                        Figures.bytes(task.bytesIn())));
        return line;
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
