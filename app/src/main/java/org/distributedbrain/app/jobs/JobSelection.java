package org.distributedbrain.app.jobs;

import java.util.function.Consumer;
import javafx.scene.control.SelectionModel;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobView;

/** Ties what is selected in a control to the job that the model shows in full, both ways. */
final class JobSelection {
    private JobSelection() {}

    static void tie(
            JobsModel model,
            SelectionModel<Row<JobId, JobView>> selection,
            Consumer<Row<JobId, JobView>> bringIntoView) {
        model.selected().subscribe(row -> {
            if (row == null) {
                selection.clearSelection();
            } else if (selection.getSelectedItem() != row) {
                selection.select(row);
                bringIntoView.accept(row);
            }
        });
        selection.selectedItemProperty().subscribe(row -> {
            if (row != null) {
                model.selected().set(row);
            }
        });
    }
}
