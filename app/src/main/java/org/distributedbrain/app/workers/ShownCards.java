package org.distributedbrain.app.workers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;

/** The workers that have a card: those of a list, and for the moment in which their cards leave those that have just been dropped from it. */
final class ShownCards {
    private final ObservableList<Row<WorkerId, WorkerView>> source;
    private final Predicate<Row<WorkerId, WorkerView>> leaves;
    private final ObservableList<Row<WorkerId, WorkerView>> items = FXCollections.observableArrayList();
    private final Set<Row<WorkerId, WorkerView>> leaving = new LinkedHashSet<>();

    /** @param leaves begins a worker's leaving, which takes {@link CardMotion#LEAVING}; false when its card is to vanish at once */
    ShownCards(ObservableList<Row<WorkerId, WorkerView>> source, Predicate<Row<WorkerId, WorkerView>> leaves) {
        this.source = source;
        this.leaves = leaves;
        items.setAll(source);
        source.addListener((InvalidationListener) o -> follow());
    }

    ObservableList<Row<WorkerId, WorkerView>> items() {
        return items;
    }

    private void follow() {
        Set<Row<WorkerId, WorkerView>> there = new HashSet<>(source);
        leaving.removeIf(there::contains);
        for (Row<WorkerId, WorkerView> row : items) {
            boolean gone = row.view().get().state() == WorkerState.GONE;
            if (gone && !there.contains(row) && leaving.add(row)) {
                Platform.runLater(() -> leave(row)); // a row that only moves is away for a moment, too
            }
        }
        arrange();
    }

    private void leave(Row<WorkerId, WorkerView> row) {
        if (!leaving.contains(row)) {
            return;
        }
        if (leaves.test(row)) {
            PauseTransition time = new PauseTransition(CardMotion.LEAVING);
            time.setOnFinished(e -> drop(row));
            time.play();
        } else {
            drop(row);
        }
    }

    private void drop(Row<WorkerId, WorkerView> row) {
        if (leaving.remove(row)) {
            arrange();
        }
    }

    private void arrange() {
        List<Row<WorkerId, WorkerView>> wanted = new ArrayList<>(source);
        for (Row<WorkerId, WorkerView> row : leaving) {
            wanted.add(Math.min(Math.max(0, items.indexOf(row)), wanted.size()), row);
        }
        if (!wanted.equals(items)) {
            items.setAll(wanted);
        }
    }
}
