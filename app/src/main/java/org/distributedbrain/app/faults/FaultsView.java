package org.distributedbrain.app.faults;

import java.time.ZoneId;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What broke, newest first: a plot of the recoveries, the timeline, and one fault in full. */
public final class FaultsView extends VBox {
    private static final double DETAIL = 328;

    private final FaultsModel model;
    private final ListView<FaultView> list;
    private final RecoveryPlot plot;
    private final Label summary = Parts.label("", "muted", "small");
    private boolean following;

    public FaultsView(FaultsModel model, Consumer<WorkerId> openWorker, Consumer<JobId> openJob) {
        this.model = model;
        ZoneId zone = ZoneId.systemDefault();
        getStyleClass().addAll("view", "faults");
        list = list(zone);
        plot = new RecoveryPlot(zone, fault -> {
            model.select(fault);
            list.scrollTo(fault);
        });
        plot.setMinHeight(150);
        plot.setPrefHeight(170);
        plot.setMaxHeight(170);

        Button more = new Button(Texts.of("faults.more"), Parts.icon(Feather.CHEVRON_DOWN));
        more.setId("more-faults");
        more.getStyleClass().add("flat");
        more.setMaxWidth(Double.MAX_VALUE);
        more.setOnAction(e -> model.loadMore());
        Parts.showWhile(more, model.more());
        summary.setId("fault-summary");
        VBox plotted = new VBox(summary, plot);
        plotted.getStyleClass().addAll("card", "plot-card");
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox timeline = new VBox(plotted, list, more);
        timeline.getStyleClass().add("fault-column");
        timeline.setMinWidth(0);
        HBox.setHgrow(timeline, Priority.ALWAYS);
        FaultDetail detail = new FaultDetail(model.selected(), zone, openWorker, openJob);
        detail.setMinWidth(DETAIL);
        detail.setMaxWidth(DETAIL);
        HBox body = new HBox(timeline, detail);
        body.getStyleClass().add("fault-body");

        BooleanExpression some = Bindings.isNotEmpty(model.faults());
        BooleanExpression all =
                BooleanExpression.booleanExpression(model.filter().map(FaultFilter.ALL::equals));
        Parts.showWhile(body, some);
        Node nothing =
                Parts.emptyState(Feather.CHECK_CIRCLE, Texts.of("faults.empty.title"), Texts.of("faults.empty.text"));
        Parts.showWhile(nothing, some.not().and(all).and(model.loaded()));
        Node none = Parts.emptyState(Feather.SEARCH, Texts.of("faults.none.title"), Texts.of("faults.none.text"));
        Parts.showWhile(none, some.not().and(all.not()));
        StackPane pane = new StackPane(body, nothing, none);
        VBox.setVgrow(pane, Priority.ALWAYS);
        FaultFilters filters = new FaultFilters(model);
        filters.visibleProperty().bind(some.or(all.not()));
        HBox head = new HBox(Parts.label(Texts.of("faults.title"), "view-title"), Parts.spring(), filters);
        head.getStyleClass().add("view-head");
        getChildren().setAll(head, pane);

        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                model.begin();
                draw();
            }
        });
        model.faults().addListener((InvalidationListener) o -> draw());
        model.selected().subscribe(this::follow);
    }

    private ListView<FaultView> list(ZoneId zone) {
        ListView<FaultView> made = new ListView<>(model.faults());
        made.setId("faults");
        made.setFixedCellSize(54);
        made.setCellFactory(view -> new FaultCell(zone));
        made.setAccessibleText(Texts.of("faults.accessible.list"));
        made.getSelectionModel().selectedItemProperty().subscribe(fault -> {
            if (fault != null && !following) {
                model.select(fault);
            }
        });
        return made;
    }

    private void follow(@Nullable FaultView fault) {
        following = true;
        try {
            if (fault == null) {
                list.getSelectionModel().clearSelection();
            } else if (!fault.equals(list.getSelectionModel().getSelectedItem())) {
                list.getSelectionModel().select(fault);
            }
        } finally {
            following = false;
        }
        draw();
    }

    private void draw() {
        if (getScene() == null) {
            return;
        }
        plot.show(model.faults(), model.selected().get());
        Recoveries all = Recoveries.of(model.faults());
        summary.setText(
                all.count() == 0
                        ? Texts.of("faults.summary.none")
                        : Texts.of(
                                "faults.summary",
                                Figures.whole(all.count()),
                                Figures.duration(all.medianMs()),
                                Figures.duration(all.worstMs()),
                                all.late()));
    }
}
