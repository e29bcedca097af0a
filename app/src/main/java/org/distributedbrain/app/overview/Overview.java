package org.distributedbrain.app.overview;

import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.dialogs.FileDialogs;
import org.distributedbrain.app.jobs.JobsModel;
import org.distributedbrain.app.jobs.JobsView;
import org.distributedbrain.app.join.JoinCard;
import org.distributedbrain.app.join.JoinModel;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.workers.WorkersAtAGlance;
import org.distributedbrain.app.workers.WorkersModel;
import org.distributedbrain.job.WorkerId;

/** The workers at the left, with the way in while there are none; the jobs at the right. */
public final class Overview extends HBox {

    /**
     * @param connected how many workers are connected now
     * @param openWorker shows one in full
     */
    public Overview(
            JoinModel join,
            WorkersModel workers,
            ObservableValue<Integer> connected,
            Consumer<WorkerId> openWorker,
            JobsModel jobs,
            FileDialogs dialogs) {
        getStyleClass().add("columns");
        JoinCard wayIn = new JoinCard(join);
        Parts.showWhile(wayIn, connected.map(n -> n == 0));
        WorkersAtAGlance cards = new WorkersAtAGlance(workers, connected, openWorker);
        VBox.setVgrow(cards, Priority.ALWAYS);
        VBox left = new VBox(wayIn, cards);
        left.getStyleClass().add("column");
        JobsView right = new JobsView(jobs, dialogs);
        HBox.setHgrow(right, Priority.ALWAYS);
        right.setMinWidth(0);
        widthProperty().subscribe(width -> {
            double leftWidth = Math.clamp(Math.round(width.doubleValue() * 0.4), 320, 800);
            left.setMinWidth(leftWidth);
            left.setMaxWidth(leftWidth);
        });
        getChildren().setAll(left, right);
    }
}
