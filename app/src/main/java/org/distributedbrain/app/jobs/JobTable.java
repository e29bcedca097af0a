package org.distributedbrain.app.jobs;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.value.ObservableValue;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.WordsCell;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;

/** The jobs as a table: sorted by a click on a column's head, the columns chosen by the button at the right. */
final class JobTable extends TableView<Row<JobId, JobView>> {
    private static final Comparator<JobView> BY_STATE = Comparator.comparing(JobView::state);

    JobTable(JobsModel model) {
        setId("jobs-table");
        getStyleClass().addAll("dense", "job-table");
        setAccessibleText(Texts.of("jobs.table"));
        setTableMenuButtonVisible(true);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setPlaceholder(Parts.label(Texts.of("jobs.none_like_that"), "muted"));
        SortedList<Row<JobId, JobView>> sorted = new SortedList<>(model.shown());
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        TableColumn<Row<JobId, JobView>, JobView> state =
                column(Texts.of("jobs.column.state"), 92, JobText::stateOf, BY_STATE);
        state.setCellFactory(c -> new StateCell());
        getColumns()
                .add(column(Texts.of("jobs.column.job"), 190, JobView::label, Comparator.comparing(JobView::label)));
        getColumns().add(state);
        getColumns()
                .add(right(column(
                        Texts.of("jobs.column.time"),
                        84,
                        JobText::outcome,
                        Comparator.comparingDouble(job -> figure(job, JobMetrics::totalMs)))));
        TableColumn<Row<JobId, JobView>, JobView> submitted = column(
                Texts.of("jobs.column.submitted"),
                84,
                JobTable::clock,
                Comparator.<JobView, Instant>comparing(JobView::submittedAt));
        submitted.setCellFactory(
                c -> new WordsCell<>(JobTable::clock, job -> Figures.exact(job.submittedAt(), ZoneId.systemDefault())));
        getColumns().add(submitted);
        getColumns()
                .add(hidden(column(
                        Texts.of("jobs.column.size"),
                        150,
                        JobText::size,
                        Comparator.comparingInt(job -> JobFilter.largestSide(job.size())))));
        getColumns()
                .add(hidden(right(column(
                        Texts.of("jobs.column.speed"),
                        100,
                        job -> job.metrics() == null
                                ? ""
                                : Figures.mops(job.metrics().throughputMops()),
                        Comparator.comparingDouble(job -> figure(job, JobMetrics::throughputMops))))));
        getColumns()
                .add(hidden(right(column(
                        Texts.of("jobs.column.workers"),
                        70,
                        job -> job.metrics() == null
                                ? ""
                                : Figures.whole(job.metrics().workersUsed()),
                        Comparator.comparingDouble(job -> figure(job, JobMetrics::workersUsed))))));
        getColumns()
                .add(hidden(column(
                        Texts.of("jobs.column.kernel"), 90, JobView::kernel, Comparator.comparing(JobView::kernel))));
        JobSelection.tie(model, getSelectionModel(), this::scrollTo);
    }

    private static String clock(JobView job) {
        return Figures.clock(job.submittedAt(), ZoneId.systemDefault());
    }

    private static double figure(JobView job, ToDoubleFunction<JobMetrics> of) {
        JobMetrics metrics = job.metrics();
        return metrics == null ? -1 : of.applyAsDouble(metrics);
    }

    private static TableColumn<Row<JobId, JobView>, JobView> column(
            String name, double width, Function<JobView, String> words, Comparator<JobView> order) {
        TableColumn<Row<JobId, JobView>, JobView> column = new TableColumn<>(name);
        column.setPrefWidth(width);
        column.setMinWidth(48);
        column.setCellValueFactory(cell -> cell.getValue().view());
        column.setComparator(order);
        column.setCellFactory(c -> new WordsCell<>(words));
        return column;
    }

    private static TableColumn<Row<JobId, JobView>, JobView> hidden(TableColumn<Row<JobId, JobView>, JobView> column) {
        column.setVisible(false);
        return column;
    }

    private static TableColumn<Row<JobId, JobView>, JobView> right(TableColumn<Row<JobId, JobView>, JobView> column) {
        column.getStyleClass().add("align-right");
        return column;
    }

    /** The state in its colour. */
    private static final class StateCell extends WordsCell<Row<JobId, JobView>, JobView> {
        StateCell() {
            super(JobText::stateOf);
            getStyleClass().add("job-state");
            ObservableValue<String> style = itemProperty().map(JobText::stateStyle);
            Parts.style(this, style);
        }
    }
}
