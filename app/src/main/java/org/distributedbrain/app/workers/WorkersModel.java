package org.distributedbrain.app.workers;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.live.Rows;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerView;

/** The workers on the screen, in the order they joined, and what the operator can do with one. */
public final class WorkersModel {
    private final Grid grid;
    private final Tasks tasks;
    private final Consumer<String> notice;
    private final Rows<WorkerId, WorkerView> rows = new Rows<>(WorkerView::id);

    private final ReadOnlyObjectWrapper<WorkerId> revealed = new ReadOnlyObjectWrapper<>(this, "revealed");

    /** @param notice told a sentence when a wish is not fulfilled */
    public WorkersModel(Grid grid, Tasks tasks, Consumer<String> notice) {
        this.grid = grid;
        this.tasks = tasks;
        this.notice = notice;
    }

    /** Gives the worker no more work, or ends that. */
    void quarantine(WorkerId worker, boolean wanted) {
        tasks.run("quarantine", () -> grid.quarantine(worker, wanted), done -> {}, notice);
    }

    /** The worker that is pointed at, or null. */
    public ReadOnlyObjectProperty<WorkerId> revealed() {
        return revealed.getReadOnlyProperty();
    }

    /** Points at a worker. */
    public void reveal(WorkerId worker) {
        revealed.set(worker);
    }

    public ObservableList<Row<WorkerId, WorkerView>> workers() {
        return rows.list();
    }

    public void show(List<WorkerView> workers) {
        rows.show(workers);
    }
}
