package org.distributedbrain.app.history;

import java.time.ZoneId;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.ColumnFit;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.WordsCell;
import org.distributedbrain.publish.JobFilter.Sort;
import org.distributedbrain.publish.JobView;

/** History as a table. The grid sorts; pages are fetched before one comes to the end of those that are there. */
final class HistoryTable extends TableView<JobView> {
    /** So many rows before the end the next page is asked for. */
    private static final int AHEAD = 60;

    private final HistoryModel model;

    HistoryTable(HistoryModel model) {
        this.model = model;
        setId("history");
        getStyleClass().addAll("dense", "history-table");
        setAccessibleText(Texts.of("history.table"));
        setTableMenuButtonVisible(true);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setPlaceholder(Parts.label(Texts.of("history.none"), "muted"));
        setItems(model.jobs());
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        ZoneId zone = ZoneId.systemDefault();
        TableColumn<JobView, JobView> submitted = sorted(
                column(Texts.of("history.column.submitted"), 150, job -> Figures.dateTime(job.submittedAt(), zone)),
                Sort.SUBMITTED);
        submitted.setCellFactory(c -> new WordsCell<>(
                job -> Figures.dateTime(job.submittedAt(), zone), job -> Figures.exact(job.submittedAt(), zone)));
        submitted.setSortType(TableColumn.SortType.DESCENDING);
        getColumns().add(submitted);
        getColumns().add(column(Texts.of("history.column.job"), 166, JobView::label));
        getColumns().add(sorted(column(Texts.of("history.column.size"), 184, HistoryText::size), Sort.SIZE));
        getColumns().add(state());
        getColumns()
                .add(right(sorted(column(Texts.of("history.column.time"), 76, HistoryText::duration), Sort.DURATION)));
        getColumns().add(right(sorted(column(Texts.of("history.column.speed"), 108, HistoryText::speed), Sort.SPEED)));
        getColumns().add(right(column(Texts.of("history.column.efficiency"), 84, HistoryText::efficiency)));
        getColumns().add(right(column(Texts.of("history.column.workers"), 70, HistoryText::workers)));
        getColumns().add(column(Texts.of("history.column.kernel"), 88, JobView::kernel));
        ColumnFit.in(this);
        getSortOrder().add(submitted);
        setSortPolicy(table -> sort(model));
        setRowFactory(table -> new HistoryRow());
        setOnKeyPressed(e -> {
            JobView job = getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && job != null) {
                model.open(job);
                e.consume();
            }
        });
    }

    private boolean sort(HistoryModel model) {
        if (getSortOrder().isEmpty()) {
            model.sort(Sort.SUBMITTED, false);
        } else {
            TableColumn<JobView, ?> column = getSortOrder().getFirst();
            if (column.getUserData() instanceof Sort by) {
                model.sort(by, column.getSortType() == TableColumn.SortType.ASCENDING);
            }
        }
        return true;
    }

    private static TableColumn<JobView, JobView> sorted(TableColumn<JobView, JobView> column, Sort by) {
        column.setSortable(true);
        column.setUserData(by);
        column.setSortType(TableColumn.SortType.DESCENDING);
        return column;
    }

    private static TableColumn<JobView, JobView> right(TableColumn<JobView, JobView> column) {
        column.getStyleClass().add("align-right");
        return column;
    }

    private static TableColumn<JobView, JobView> column(String name, double width, Function<JobView, String> words) {
        TableColumn<JobView, JobView> column = new TableColumn<>(name);
        column.setPrefWidth(width);
        column.setMinWidth(44);
        column.setSortable(false);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(c -> new WordsCell<>(words));
        return column;
    }

    private static TableColumn<JobView, JobView> state() {
        TableColumn<JobView, JobView> column = column(Texts.of("history.column.state"), 92, HistoryText::state);
        column.setCellFactory(c -> {
            WordsCell<JobView, JobView> cell = new WordsCell<>(HistoryText::state);
            cell.getStyleClass().add("job-state");
            Parts.style(cell, cell.itemProperty().map(HistoryText::stateStyle));
            return cell;
        });
        return column;
    }

    /** Opens its job on a double click, and asks for more when the end comes near. */
    private final class HistoryRow extends TableRow<JobView> {
        HistoryRow() {
            setOnMouseClicked(e -> {
                if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2 && getItem() != null) {
                    model.open(getItem());
                }
            });
        }

        @Override
        protected void updateItem(JobView job, boolean empty) {
            super.updateItem(job, empty);
            if (!empty && getIndex() >= model.jobs().size() - AHEAD) {
                Platform.runLater(model::more); // not while the table lays itself out
            }
        }
    }
}
