package org.distributedbrain.app.stream;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.Attempt;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Tells all that was tried to get one chunk done: who, when, what took how long, and how it ended. */
final class StoryPane extends VBox {
    private static final double WIDTH = 300;

    private final VBox attempts = new VBox();
    private final Label title = Parts.label("", "section-title");
    private final Label summary = Parts.paragraph("", "muted", "small");

    StoryPane(StoryModel model, Runnable closed) {
        setId("chunk-story");
        getStyleClass().addAll("card", "story");
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
        Button close = Parts.iconButton(Feather.X, Texts.of("stream.story.close"));
        close.setOnAction(e -> {
            model.close();
            closed.run();
        });
        HBox head = new HBox(title, Parts.spring(), close);
        head.getStyleClass().add("section-head");
        attempts.getStyleClass().add("story-attempts");
        ScrollPane scroll = new ScrollPane(attempts);
        scroll.getStyleClass().add("story-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollBarPolicy.NEVER);
        scroll.setAccessibleText(Texts.of("stream.story.accessible"));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label problem = Parts.paragraph(model.problem(), "error", "small");
        Parts.showWhile(problem, Parts.notEmpty(model.problem()));
        getChildren().setAll(head, summary, problem, scroll);
        Parts.showWhile(this, Bindings.isNotNull(model.story()).or(Parts.notEmpty(model.problem())));
        model.story().subscribe(this::show);
    }

    private void show(ChunkStory story) {
        attempts.getChildren().clear();
        if (story == null) {
            return;
        }
        title.setText(StreamText.chunk(story.chunk().index()));
        summary.setText(
                story.entries().isEmpty()
                        ? Texts.of("stream.story.merged")
                        : Texts.of(
                                "stream.story.summary",
                                Figures.count(story.entries().size(), "attempt")));
        int number = 1;
        for (ChunkStory.Entry entry : story.entries()) {
            attempts.getChildren().add(attempt(number++, entry));
        }
    }

    private Node attempt(int number, ChunkStory.Entry entry) {
        Label name = Parts.label(entry.workerName(), "story-worker");
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMinWidth(0);
        Parts.tip(name, entry.workerName());
        Label outcome = Parts.label(StreamText.outcome(entry.outcome()), "story-outcome", style(entry.outcome()));
        outcome.setMinWidth(USE_PREF_SIZE);
        HBox first = new HBox(Parts.label(number + ".", "muted"), name, outcome);
        first.getStyleClass().add("story-line");
        VBox box = new VBox(
                first,
                Parts.label(
                        Texts.of("stream.story.when", StreamText.clock(entry.sentAt()), StreamText.clock(entry.end())),
                        "muted",
                        "small"),
                new PartsBar(entry.parts()));
        for (ChunkStory.Part part : entry.parts()) {
            box.getChildren().add(line(StreamText.kind(part.kind()), Figures.duration(part.millis())));
        }
        if (entry.bytesOut() > 0 || entry.bytesIn() > 0) {
            box.getChildren()
                    .add(line(
                            Texts.of("stream.story.bytes"),
                            Texts.of(
                                    "stream.story.moved",
                                    Figures.bytes(entry.bytesOut()),
                                    Figures.bytes(entry.bytesIn()))));
        }
        if (entry.merged() > 1) {
            box.getChildren()
                    .add(Parts.paragraph(
                            Texts.of("stream.story.sum", Figures.whole(entry.merged())), "muted", "small"));
        }
        box.getStyleClass().add("story-attempt");
        return box;
    }

    private static Node line(String name, String value) {
        HBox line = new HBox(Parts.label(name, "muted", "small"), Parts.spring(), Parts.label(value, "small"));
        line.getStyleClass().add("story-figure");
        return line;
    }

    private static String style(Attempt.@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> "story-running";
            case VERIFIED -> "story-good";
            case SUPERSEDED, CANCELLED -> "story-quiet";
            case WRONG, FAILED, OVERDUE, LOST, DISTRUSTED -> "story-bad";
        };
    }
}
