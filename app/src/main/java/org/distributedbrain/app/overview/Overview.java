package org.distributedbrain.app.overview;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.jobs.JobAtAGlance;
import org.distributedbrain.app.join.JoinCard;
import org.distributedbrain.app.join.JoinModel;
import org.distributedbrain.app.leaderboard.LeaderboardModel;
import org.distributedbrain.app.leaderboard.TopPlaces;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.workers.WorkersAtAGlance;
import org.distributedbrain.app.workers.WorkersModel;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.FaultView;

/**
 * The machine at first sight: who works and what happened at the left, with the way in while nobody is connected; what is worked on, and how well,
 * at the right. Scrolls where the window is small.
 */
public final class Overview extends ScrollPane {
    /** From this width on the best have room beside the charts. */
    private static final double WIDE = 980;

    private static final double CHARTS = 214;
    /** Beside the views there is room for a scroll bar; and they end where the window does. */
    private static final Insets MARGIN = new Insets(0, -12, -16, 0);

    private static final int BEST = 5;

    private final VBox left = new VBox();
    private final HBox charts = new HBox();
    private final Node best;

    /** The models of which parts are seen. */
    public record Models(OverviewModel overview, JoinModel join, WorkersModel workers, LeaderboardModel leaderboard) {}

    /** What shows things in full. */
    public record Doors(Consumer<WorkerId> worker, Consumer<JobId> job, Consumer<FaultView> fault, Runnable newJob) {}

    /** @param connected how many workers are connected now */
    public Overview(Models models, ObservableValue<Integer> connected, Doors doors) {
        getStyleClass().add("overview");
        setId("overview");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);

        BooleanExpression nobody = BooleanExpression.booleanExpression(connected.map(n -> n == 0));
        JoinCard wayIn = new JoinCard(models.join());
        wayIn.setMinHeight(USE_PREF_SIZE);
        Label next = Parts.paragraph(Texts.of("overview.next"), "muted", "small");
        wayIn.getChildren().add(next);
        Parts.showWhile(wayIn, nobody);
        WorkersAtAGlance workers = new WorkersAtAGlance(models.workers(), connected, doors.worker());
        workers.setMinHeight(160);
        workers.setPrefHeight(200);
        VBox.setVgrow(workers, Priority.ALWAYS);
        Parts.showWhile(
                workers, nobody.not().or(Bindings.isNotEmpty(models.workers().workers())));
        EventList events = new EventList(models.overview().events(), event -> open(event, doors));
        events.setMinHeight(130);
        VBox.setVgrow(events, Priority.SOMETIMES);
        left.getStyleClass().add("column");
        left.getChildren().setAll(wayIn, workers, events);

        OverviewModel model = models.overview();
        JobAtAGlance job = new JobAtAGlance(model.job(), model.others(), model.tiles(), doors.job(), doors.newJob());
        job.setMinHeight(250);
        VBox.setVgrow(job, Priority.ALWAYS);
        LiveCharts live = new LiveCharts(model);
        best = new TopPlaces(models.leaderboard(), BEST, doors.worker());
        charts.getStyleClass().add("chart-row");
        charts.setMinHeight(CHARTS);
        charts.getChildren().setAll(live.throughput(), live.speedUp());
        VBox right = new VBox(job, charts);
        right.getStyleClass().add("column");
        right.setMinWidth(0);
        HBox.setHgrow(right, Priority.ALWAYS);

        HBox columns = new Columns(left, right);
        setContent(columns);
        StackPane.setMargin(this, MARGIN);
        columns.widthProperty().subscribe(width -> fit(width.doubleValue()));
        heightProperty().subscribe(height -> {
            double part = Math.max(CHARTS, Math.round(0.31 * height.doubleValue()));
            charts.setPrefHeight(part);
            events.setPrefHeight(part);
        });
    }

    private void fit(double width) {
        boolean wide = width >= WIDE;
        double leftWidth = Math.clamp(Math.round(width * (width < 1_500 ? 0.35 : 0.38)), 320, 700);
        left.setMinWidth(leftWidth);
        left.setMaxWidth(leftWidth);
        List<Node> place = wide ? charts.getChildren() : left.getChildren();
        if (!place.contains(best)) {
            charts.getChildren().remove(best);
            left.getChildren().remove(best);
            place.add(2, best);
        }
        double parts = charts.getChildren().size();
        charts.getChildren().forEach(each -> {
            HBox.setHgrow(each, Priority.ALWAYS);
            if (each instanceof VBox card) {
                card.setPrefWidth(width / parts);
            }
        });
    }

    /** As high as its columns need, at their widths. */
    private static final class Columns extends HBox {
        private final VBox left;
        private final VBox right;

        Columns(VBox left, VBox right) {
            super(left, right);
            this.left = left;
            this.right = right;
            getStyleClass().addAll("columns", "overview-columns");
        }

        @Override
        protected double computeMinHeight(double width) {
            double most = Math.max(left.minHeight(left.getMinWidth()), right.minHeight(right.getWidth()));
            return most + getInsets().getTop() + getInsets().getBottom();
        }
    }

    private static void open(Event event, Doors doors) {
        switch (event) {
            case Event.OfWorker worker -> doors.worker().accept(worker.worker());
            case Event.OfJob job -> doors.job().accept(job.job().id());
            case Event.OfFault fault -> doors.fault().accept(fault.fault());
        }
    }
}
