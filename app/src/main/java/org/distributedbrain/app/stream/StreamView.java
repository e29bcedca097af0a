package org.distributedbrain.app.stream;

import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.distributedbrain.app.charts.Legend;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.FirstFocus;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.WhileSeen;
import org.distributedbrain.publish.SpanKind;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** A lane for every worker, live or of a job of any age. It moves only while it is in a scene. */
public final class StreamView extends VBox implements FirstFocus {
    /** How often what goes on is looked at again. */
    private static final double FRAME_MILLIS = 50;

    private final StreamModel model;
    private final StreamChart chart;
    private final Label readout = Parts.label("", "stream-readout");
    private @Nullable Picked hovered;

    public StreamView(StreamModel model) {
        this.model = model;
        chart = new StreamChart(model);
        setId("stream");
        getStyleClass().addAll("view", "stream");
        new StreamInput(model, chart, this::hover);
        HBox.setHgrow(readout, Priority.ALWAYS);
        readout.setMaxWidth(Double.MAX_VALUE);
        readout.setMinWidth(0);

        Node nothing =
                Parts.emptyState(Feather.ACTIVITY, Texts.of("stream.empty.title"), Texts.of("stream.empty.text"));
        Parts.showWhile(nothing, model.lanes().map(lanes -> lanes.all().isEmpty()));
        StackPane body = new StackPane(frame(), nothing);
        HBox.setHgrow(body, Priority.ALWAYS);
        body.setMinWidth(0);
        HBox both = new HBox(body, new StoryPane(model.story(), chart::requestFocus));
        both.getStyleClass().add("stream-body");
        VBox.setVgrow(both, Priority.ALWAYS);
        Label problem = Parts.paragraph(model.problem(), "error");
        Parts.showWhile(problem, Parts.notEmpty(model.problem()));
        getChildren().setAll(new StreamBar(model), problem, both);

        WhileSeen.repeat(this, Duration.millis(FRAME_MILLIS), model::resume, () -> model.advance(FRAME_MILLIS));
        chart.picked().subscribe(this::say);
        model.lanes().subscribe(this::say);
        model.replay().cursor().subscribe(this::say);
        say();
    }

    @Override
    public void focusFirst() {
        chart.requestFocus();
    }

    private Node frame() {
        ScrollBar bar = new ScrollBar();
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        bar.valueProperty().bindBidirectional(chart.scroll());
        Runnable fit = () -> {
            double most = chart.geometry().mostScroll();
            bar.setMax(most);
            bar.setVisibleAmount(most == 0 ? 1 : most * chart.getHeight() / (most + chart.getHeight()));
            bar.setValue(Math.min(bar.getValue(), most));
            bar.setVisible(most > 0);
            bar.setManaged(most > 0);
        };
        fit.run();
        model.lanes().subscribe(fit);
        chart.heightProperty().subscribe(fit);
        BorderPane frame = new BorderPane(chart, null, bar, foot(), null);
        frame.getStyleClass().addAll("card", "stream-card");
        frame.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !model.lanes().get().all().isEmpty(), model.lanes()));
        return frame;
    }

    private Node foot() {
        VBox foot = new VBox(readout, legend());
        foot.getStyleClass().add("stream-foot");
        return foot;
    }

    private static Legend legend() {
        SpanKind[] order = {
            SpanKind.COMPUTING,
            SpanKind.SENDING,
            SpanKind.RETURNING,
            SpanKind.VERIFYING,
            SpanKind.QUEUED,
            SpanKind.IDLE,
            SpanKind.FAULT
        };
        Legend.Entry[] entries = new Legend.Entry[order.length];
        for (int i = 0; i < order.length; i++) {
            String ink = LaneInks.ink(order[i]);
            entries[i] = new Legend.Entry(
                    ink, LaneInks.texture(order[i]), StreamText.kind(order[i]), Texts.of("stream.about." + ink));
        }
        return new Legend(LaneInks.GROUND, entries);
    }

    private void hover(@Nullable Picked under) {
        hovered = under;
        say();
    }

    /** One line on what is under the mouse, or pointed at, or replayed. */
    private void say() {
        Picked what = hovered != null ? hovered : chart.picked().get();
        double cursor = model.replay().cursor().get();
        String line = what != null
                ? StreamText.span(what)
                : !Double.isNaN(cursor)
                        ? StreamText.moment(
                                cursor, model.range().first(), model.lanes().get())
                        : Texts.of("stream.hint");
        readout.setText(line);
        chart.setAccessibleHelp(line);
    }
}
