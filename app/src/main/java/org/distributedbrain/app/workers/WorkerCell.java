package org.distributedbrain.app.workers;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
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
import org.kordamp.ikonli.feather.Feather;

/** One worker as a card. Bound once; the card follows whatever row the cell is given. */
final class WorkerCell extends GridCell<Row<WorkerId, WorkerView>> {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final HBox card;
    private final CardMotion motion;
    private final Selection selection;
    /** Cells come and go with the width of the grid; the selection stays. */
    private final InvalidationListener marks = o -> mark();

    WorkerCell(CardMotion motion, Selection selection) {
        this.motion = motion;
        this.selection = selection;
        ObservableValue<WorkerView> worker = itemProperty().flatMap(Row::view);
        ObservableValue<WorkerState> state = worker.map(WorkerView::state);

        DeviceIcon icon = new DeviceIcon();
        worker.map(WorkerView::deviceKind).orElse("unknown").subscribe(icon::show);

        Label name = Parts.label(worker.map(WorkerView::name), "worker-name");
        Label pill = pill(state);

        Label score = Parts.label(worker.map(WorkerText::score), "worker-score");
        score.setGraphic(Parts.icon(Feather.SHIELD));
        score.setMinWidth(Region.USE_PREF_SIZE);
        Parts.style(score, worker.map(w -> w.standing().isTrusted() ? "worker-trusted" : "worker-newcomer"));

        Label device = Parts.label(worker.map(WorkerText::device), "worker-detail");
        Label work = Parts.label(worker.map(WorkerText::work), "worker-detail");
        work.setMinWidth(Region.USE_PREF_SIZE);

        VBox lines = new VBox(line(name, score, pill), line(device, work));
        lines.getStyleClass().add("worker-lines");
        HBox.setHgrow(lines, Priority.ALWAYS);
        card = new HBox(icon, lines);
        card.getStyleClass().add("worker-card");
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        Parts.style(card, state.map(WorkerText::styleClass));
        worker.map(WorkerText::accessible).orElse("").subscribe(this::setAccessibleText);
        Parts.tip(card, worker.map(WorkerText::details).orElse(""));
        selection.chosen().addListener(new WeakInvalidationListener(marks));
        itemProperty().addListener(marks);
        state.addListener((o, before, now) -> motion.changed(card, getItem(), before, now));
    }

    /** A worker's state, with its colour. The style class with the colour is on something around it. */
    static Label pill(ObservableValue<WorkerState> state) {
        Region dot = new Region();
        dot.getStyleClass().add("state-dot");
        Label pill = Parts.label(state.map(WorkerText::state), "state-pill");
        pill.setGraphic(dot);
        pill.setMinWidth(Region.USE_PREF_SIZE);
        return pill;
    }

    private static HBox line(Label grows, Label... fixed) {
        HBox line = new HBox(grows, Parts.spring());
        line.getChildren().addAll(fixed);
        line.getStyleClass().add("worker-line");
        grows.setMinWidth(0);
        return line;
    }

    private void mark() {
        Row<WorkerId, WorkerView> worker = getItem();
        card.pseudoClassStateChanged(CHOSEN, worker != null && selection.has(worker.key()));
    }

    @Override
    protected void updateItem(Row<WorkerId, WorkerView> item, boolean empty) {
        super.updateItem(item, empty);
        setGraphic(empty || item == null ? null : card);
        card.setPrefWidth(getGridView().getCellWidth());
        if (item != null && !empty) {
            motion.seen(card, item);
        }
    }
}
