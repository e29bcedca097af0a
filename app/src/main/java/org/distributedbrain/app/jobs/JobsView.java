package org.distributedbrain.app.jobs;

import java.util.Arrays;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.dialogs.FileDialogs;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.FirstFocus;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;
import org.kordamp.ikonli.feather.Feather;

/**
 * The jobs and the selected one in full, side by side where there is room, else one above the other: as a table where it is wide, else as a list of
 * two lines each.
 */
public final class JobsView extends VBox implements FirstFocus {
    private static final double SIDE_BY_SIDE = 620;
    private static final double TABLE = 960;

    private final JobsModel model;
    private final StackPane jobs = new StackPane();

    public JobsView(JobsModel model, FileDialogs dialogs) {
        this.model = model;
        getStyleClass().addAll("view", "jobs");
        jobs.setMinWidth(180);
        jobs.setMinHeight(76);
        SplitPane split = new SplitPane(jobs, new JobDetail(model, dialogs));
        SplitPane.setResizableWithParent(jobs, true);
        widthProperty().subscribe(width -> fit(split, width.doubleValue()));

        Node nothing = Parts.emptyState(Feather.INBOX, Texts.of("jobs.empty"), Texts.of("jobs.empty.advice"));
        Parts.showWhile(nothing, Parts.isEmpty(model.jobs()));
        Parts.showWhile(split, Bindings.isNotEmpty(model.jobs()));
        StackPane body = new StackPane(split, nothing);
        body.getStyleClass().add("jobs-body");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().setAll(head(), body);
    }

    private void fit(SplitPane split, double width) {
        Orientation way = width >= SIDE_BY_SIDE ? Orientation.HORIZONTAL : Orientation.VERTICAL;
        if (jobs.getChildren().isEmpty() || split.getOrientation() != way) {
            split.setOrientation(way);
            split.setDividerPositions(way == Orientation.HORIZONTAL ? 0.44 : 0.3);
        }
        boolean table = width >= TABLE;
        boolean isTable = !jobs.getChildren().isEmpty() && jobs.getChildren().getFirst() instanceof JobTable;
        if (jobs.getChildren().isEmpty() || table != isTable) {
            jobs.getChildren().setAll(table ? new JobTable(model) : list());
        }
    }

    private HBox head() {
        TextField text = new TextField();
        text.setId("jobs-text");
        text.setPromptText(Texts.of("jobs.text"));
        text.setAccessibleText(Texts.of("jobs.text"));
        text.setPrefColumnCount(14);
        text.textProperty().bindBidirectional(model.text());
        ComboBox<String> stage = new ComboBox<>();
        stage.setId("jobs-stage");
        stage.setAccessibleText(Texts.of("jobs.stage"));
        stage.getItems().add(Texts.of("jobs.stage.any"));
        Arrays.stream(JobFilter.Stage.values()).map(JobsView::words).forEach(stage.getItems()::add);
        stage.getSelectionModel().selectFirst();
        stage.getSelectionModel()
                .selectedIndexProperty()
                .subscribe(
                        i -> model.stage().set(i.intValue() <= 0 ? null : JobFilter.Stage.values()[i.intValue() - 1]));
        model.stage().subscribe(now -> stage.getSelectionModel().select(now == null ? 0 : now.ordinal() + 1));
        var count = Bindings.createStringBinding(
                () -> model.shown().size() == model.jobs().size()
                        ? Figures.count(model.jobs().size(), "job")
                        : Texts.of(
                                "jobs.count",
                                Figures.whole(model.shown().size()),
                                Figures.count(model.jobs().size(), "job")),
                model.shown(),
                model.jobs());
        HBox head = new HBox(
                Parts.label(Texts.of("jobs.title"), "view-title"), Parts.label(count, "count"), Parts.spring());
        HBox filter = new HBox(8, text, stage);
        Parts.showWhile(filter, Bindings.isNotEmpty(model.jobs()));
        head.getChildren().add(filter);
        head.getStyleClass().add("view-head");
        return head;
    }

    private static String words(JobFilter.Stage stage) {
        return Texts.of("jobs.stage.of." + stage.name().toLowerCase(Locale.ROOT));
    }

    private ListView<Row<JobId, JobView>> list() {
        ListView<Row<JobId, JobView>> list = new ListView<>(model.shown());
        list.setId("jobs");
        list.setCellFactory(view -> new JobCell());
        list.setFixedCellSize(66);
        list.setAccessibleText(Texts.of("jobs.table"));
        list.setPlaceholder(Parts.label(Texts.of("jobs.none_like_that"), "muted"));
        JobSelection.tie(model, list.getSelectionModel(), list::scrollTo);
        return list;
    }

    @Override
    public void focusFirst() {
        Parts.focusFirst(jobs);
    }
}
