package org.distributedbrain.app.workers;

import java.util.List;
import javafx.collections.ObservableList;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.live.Rows;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerView;

/** The workers on the screen, in the order they joined. */
public final class WorkersModel {
    private final Rows<WorkerId, WorkerView> rows = new Rows<>(WorkerView::id);

    public ObservableList<Row<WorkerId, WorkerView>> workers() {
        return rows.list();
    }

    public void show(List<WorkerView> workers) {
        rows.show(workers);
    }
}
