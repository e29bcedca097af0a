package org.distributedbrain.app.jobs;

import java.util.function.Consumer;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.value.ObservableIntegerValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.tiles.TileMapPane;
import org.distributedbrain.app.tiles.TilesModel;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobView;
import org.kordamp.ikonli.feather.Feather;

/** One job with its tiles, as a part of another view: what it is, how far it is, what it waits for. */
public final class JobAtAGlance extends StackPane {
    private final ObservableValue<JobView> job;

    /**
     * @param job null while there is none
     * @param others how many others have not ended
     * @param tiles those of {@code job}
     * @param open shows it in full
     * @param submit shows the form for a new one
     */
    public JobAtAGlance(
            ObservableValue<JobView> job,
            ObservableIntegerValue others,
            TilesModel tiles,
            Consumer<JobId> open,
            Runnable submit) {
        this.job = job;
        setId("job-at-a-glance");
        TileMapPane map = TileMapPane.brief(tiles);
        map.setMinHeight(120);
        Parts.showWhile(map, job.map(j -> j.grid() != null).orElse(false));
        VBox.setVgrow(map, Priority.ALWAYS);
        JobProgress bar = new JobProgress(job);
        bar.setMinHeight(Region.USE_PREF_SIZE);
        VBox card = new VBox(
                head(open, others),
                bar,
                JobProgress.told("glance-waiting", JobProgress.waiting(job), "waiting"),
                JobProgress.told("glance-failure", JobProgress.failure(job), "failure"),
                map);
        card.getStyleClass().addAll("card", "job-glance");
        BooleanExpression any =
                BooleanExpression.booleanExpression(job.map(j -> true).orElse(false));
        Parts.showWhile(card, any);
        VBox nothing = nothing(submit);
        Parts.showWhile(nothing, any.not());
        getChildren().setAll(card, nothing);
    }

    private static VBox nothing(Runnable submit) {
        Button make = new Button(Texts.of("jobs.glance.new"), Parts.icon(Feather.PLUS_CIRCLE));
        make.setId("glance-new-job");
        make.setOnAction(e -> submit.run());
        Label advice = Parts.paragraph(Texts.of("jobs.empty.advice"), "empty-text");
        advice.setMaxWidth(320);
        VBox box = new VBox(
                Parts.icon(Feather.LAYERS, "empty-icon"),
                Parts.label(Texts.of("jobs.empty"), "empty-title"),
                advice,
                make);
        box.getStyleClass().add("empty-state");
        VBox.setMargin(make, new Insets(8, 0, 0, 0));
        return box;
    }

    private Node head(Consumer<JobId> open, ObservableIntegerValue others) {
        Label label = Parts.label(job.map(JobView::label), "detail-title");
        label.setMinWidth(0);
        Parts.tip(label, job.map(JobView::label));
        Label outcome = Parts.label(job.map(JobText::outcome), "glance-outcome");
        outcome.setMinWidth(Region.USE_PREF_SIZE);
        Button full = Parts.iconButton(Feather.MAXIMIZE_2, Texts.of("jobs.glance.open"));
        full.setId("glance-open-job");
        Runnable show = () -> {
            JobView now = job.getValue();
            if (now != null) {
                open.accept(now.id());
            }
        };
        full.setOnAction(e -> show.run());

        Label state = Parts.label(job.map(JobText::stateOf), "job-state", "job-chip");
        Parts.style(state, job.map(JobText::stateStyle));
        state.setMinWidth(Region.USE_PREF_SIZE);
        Label size = Parts.label(job.map(JobText::size), "muted", "small");
        size.setMinWidth(0);
        ObservableValue<String> waiting =
                others.map(n -> n.intValue() == 0 ? "" : Texts.of("jobs.glance.others", Figures.whole(n.intValue())));
        Label more = Parts.label(waiting, "muted", "small");
        more.setMinWidth(Region.USE_PREF_SIZE);
        VBox head = new VBox(line(label, outcome, full), line(state, size, Parts.spring(), more));
        head.getStyleClass().add("glance-head");
        head.setMinHeight(Region.USE_PREF_SIZE);
        head.setCursor(Cursor.HAND);
        head.setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY) {
                show.run();
            }
        });
        return head;
    }

    private static HBox line(Label label, Label outcome, Button button) {
        return line(label, Parts.spring(), outcome, button);
    }

    private static HBox line(Node... parts) {
        HBox line = new HBox(parts);
        line.setSpacing(10);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
