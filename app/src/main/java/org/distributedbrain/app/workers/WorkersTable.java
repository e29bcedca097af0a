package org.distributedbrain.app.workers;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.ColumnFit;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.WordsCell;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/** The workers as a table that can be sorted by every column. The model keeps the order. */
final class WorkersTable extends TableView<Row<WorkerId, WorkerView>> {
    private final Selection selection;
    /** True while one selection follows the other. */
    private boolean following;

    WorkersTable(WorkersModel model) {
        super(model.shown());
        this.selection = model.selection();
        setId("workers-table");
        getStyleClass().addAll("dense", "workers-table");
        setAccessibleText(Texts.of("workers.title"));
        setTableMenuButtonVisible(true);
        setFixedCellSize(32);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getColumns()
                .setAll(List.of(
                        state(),
                        text("name", 140, WorkerView::name),
                        figure("tasks", 58, WorkerView::tasksCompleted, w -> Figures.whole(w.tasksCompleted())),
                        figure("speed", 104, WorkerView::mops, w -> w.mops() > 0 ? WorkerText.speed(w.mops()) : "–"),
                        figure("score", 58, w -> w.standing().reputation(), WorkerText::score),
                        text("engine", 196, WorkerText::device),
                        figure("unfinished", 84, WorkerView::unfinishedTasks, w -> Figures.whole(w.unfinishedTasks())),
                        figure("compute", 96, WorkerView::computeMs, w -> Figures.duration(w.computeMs())),
                        text("kind", 84, WorkerView::deviceKind),
                        text("address", 124, WorkerView::address)));
        ColumnFit.in(this);
        setSortPolicy(table -> {
            model.order(wantedOrder());
            return true;
        });
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        getSelectionModel().getSelectedItems().addListener((ListChangeListener<Row<WorkerId, WorkerView>>)
                change -> chosenHere());
        selection.chosen().addListener(o -> chosenElsewhere());
        getItems().addListener((ListChangeListener<Row<WorkerId, WorkerView>>) change -> chosenElsewhere());
        chosenElsewhere();
    }

    private void chosenHere() {
        if (following) {
            return;
        }
        List<WorkerId> here = getSelectionModel().getSelectedItems().stream()
                .filter(row -> row != null)
                .map(Row::key)
                .toList();
        if (!here.isEmpty()) {
            follow(() -> selection.these(here));
        }
    }

    private void chosenElsewhere() {
        if (following) {
            return;
        }
        follow(() -> {
            getSelectionModel().clearSelection();
            for (int i = 0; i < getItems().size(); i++) {
                if (selection.has(getItems().get(i).key())) {
                    getSelectionModel().select(i);
                }
            }
        });
    }

    private void follow(Runnable change) {
        following = true;
        try {
            change.run();
        } finally {
            following = false;
        }
    }

    private @Nullable Comparator<WorkerView> wantedOrder() {
        Comparator<WorkerView> wanted = null;
        for (TableColumn<Row<WorkerId, WorkerView>, ?> column : getSortOrder()) {
            if (column instanceof Sorted sorted) {
                Comparator<WorkerView> next =
                        column.getSortType() == SortType.ASCENDING ? sorted.order : sorted.order.reversed();
                wanted = wanted == null ? next : wanted.thenComparing(next);
            }
        }
        return wanted;
    }

    /** A column that knows how workers are put in its order. */
    private static final class Sorted extends TableColumn<Row<WorkerId, WorkerView>, WorkerView> {
        private final Comparator<WorkerView> order;

        Sorted(String key, double width, Comparator<WorkerView> order) {
            super(Texts.of("workers.column." + key));
            this.order = order;
            setId("column-" + key);
            setPrefWidth(width);
            setCellValueFactory(row -> row.getValue().view());
        }
    }

    private static Sorted text(String key, double width, Function<WorkerView, String> words) {
        Sorted column = new Sorted(key, width, Comparator.comparing(words, String.CASE_INSENSITIVE_ORDER));
        column.setCellFactory(c -> new WordsCell<>(words));
        return column;
    }

    private static Sorted figure(
            String key, double width, Function<WorkerView, Number> figure, Function<WorkerView, String> words) {
        Sorted column = new Sorted(
                key,
                width,
                Comparator.comparingDouble(worker -> figure.apply(worker).doubleValue()));
        column.setCellFactory(c -> new WordsCell<>(words));
        column.getStyleClass().add("figure-column");
        column.setSortType(SortType.DESCENDING);
        return column;
    }

    private static Sorted state() {
        Sorted column = new Sorted("state", 110, Comparator.comparing(WorkerView::state));
        column.setCellFactory(c -> new StateCell());
        return column;
    }

    private static final class StateCell extends TableCell<Row<WorkerId, WorkerView>, WorkerView> {
        StateCell() {
            getStyleClass().add("state-cell");
            setGraphic(WorkerCell.pill(itemProperty().map(WorkerView::state)));
            Parts.style(this, itemProperty().map(worker -> WorkerText.styleClass(worker.state())));
            getGraphic().visibleProperty().bind(emptyProperty().not());
        }
    }
}
