package org.distributedbrain.app.workers;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.GridCell;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.theme.DeviceIcon;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;

/** One worker as a card. Bound once; the card follows whatever row the cell is given. */
final class WorkerCell extends GridCell<Row<WorkerId, WorkerView>> {
    private final HBox card;

    WorkerCell() {
        ObservableValue<WorkerView> worker = itemProperty().flatMap(Row::view);
        ObservableValue<WorkerState> state = worker.map(WorkerView::state);

        DeviceIcon icon = new DeviceIcon();
        worker.map(WorkerView::deviceKind).orElse("unknown").subscribe(icon::show);

        Label name = Parts.label(worker.map(WorkerView::name), "worker-name");
        Region dot = new Region();
        dot.getStyleClass().add("state-dot");
        Label pill = Parts.label(state.map(WorkerText::state), "state-pill");
        pill.setGraphic(dot);
        pill.setMinWidth(Region.USE_PREF_SIZE);

        Label device = Parts.label(worker.map(WorkerText::device), "worker-detail");
        Label work = Parts.label(worker.map(WorkerText::work), "worker-detail");
        work.setMinWidth(Region.USE_PREF_SIZE);

        VBox lines = new VBox(line(name, pill), line(device, work));
        lines.getStyleClass().add("worker-lines");
        HBox.setHgrow(lines, Priority.ALWAYS);
        card = new HBox(icon, lines);
        card.getStyleClass().add("worker-card");
        Parts.style(card, state.map(WorkerText::styleClass));
        worker.map(WorkerText::accessible).orElse("").subscribe(this::setAccessibleText);
        Parts.tip(card, worker.map(WorkerText::details).orElse(""));
    }

    private static HBox line(Label grows, Label fixed) {
        HBox line = new HBox(grows, Parts.spring(), fixed);
        line.getStyleClass().add("worker-line");
        grows.setMinWidth(0);
        return line;
    }

    @Override
    protected void updateItem(Row<WorkerId, WorkerView> item, boolean empty) {
        super.updateItem(item, empty);
        setGraphic(empty || item == null ? null : card);
        card.setPrefWidth(getGridView().getCellWidth());
    }
}
