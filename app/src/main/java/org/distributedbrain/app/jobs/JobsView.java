package org.distributedbrain.app.jobs;

import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.dialogs.FileDialogs;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobView;
import org.kordamp.ikonli.feather.Feather;

/** The list of jobs and the selected one in full, side by side where there is room, else one above the other. */
public final class JobsView extends VBox {
    private static final double SIDE_BY_SIDE = 620;

    public JobsView(JobsModel model, FileDialogs dialogs) {
        getStyleClass().add("jobs");
        ListView<Row<JobId, JobView>> list = list(model);
        JobDetail detail = new JobDetail(model, dialogs);
        SplitPane split = new SplitPane(list, detail);
        SplitPane.setResizableWithParent(list, true);
        split.widthProperty()
                .subscribe(width -> split.setOrientation(
                        width.doubleValue() >= SIDE_BY_SIDE ? Orientation.HORIZONTAL : Orientation.VERTICAL));
        split.orientationProperty()
                .subscribe(way -> split.setDividerPositions(way == Orientation.HORIZONTAL ? 0.44 : 0.36));

        Node nothing = Parts.emptyState(
                Feather.INBOX,
                "No jobs yet",
                "Drop two matrices on the form above and run them, or choose “Random matrices” to try the grid.");
        Parts.showWhile(nothing, Parts.isEmpty(model.jobs()));
        Parts.showWhile(split, Bindings.isNotEmpty(model.jobs()));
        StackPane body = new StackPane(split, nothing);
        body.getStyleClass().add("jobs-body");
        VBox.setVgrow(body, Priority.ALWAYS);
        HBox head = new HBox(Parts.label("Jobs", "section-title"));
        head.getStyleClass().add("section-head");
        getChildren().setAll(head, body);
    }

    private static ListView<Row<JobId, JobView>> list(JobsModel model) {
        ListView<Row<JobId, JobView>> list = new ListView<>(model.jobs());
        list.setId("jobs");
        list.setCellFactory(view -> new JobCell());
        list.setFixedCellSize(66);
        list.setAccessibleText("Jobs, newest first");
        list.setMinWidth(180);
        list.setMinHeight(76);
        model.selected().subscribe(row -> {
            if (row == null) {
                list.getSelectionModel().clearSelection();
            } else if (list.getSelectionModel().getSelectedItem() != row) {
                list.getSelectionModel().select(row);
                list.scrollTo(row);
            }
        });
        list.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                model.selected().set(row);
            }
        });
        return list;
    }
}
