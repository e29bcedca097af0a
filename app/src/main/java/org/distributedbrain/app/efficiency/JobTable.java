package org.distributedbrain.app.efficiency;

import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.ColumnFit;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.JobId;
import org.jspecify.annotations.Nullable;

/** The jobs that are done: where their time went, what they moved, and how good the prediction was. Enter opens one. */
final class JobTable extends TableView<Row<JobId, JobShare>> {

    /** For all columns but the last two. */
    private static final double NEEDED = 454;

    /** An error above is told as a multiple. */
    private static final double MOST_PERCENT = 200;

    JobTable(EfficiencyModel model) {
        super(model.jobs());
        setId("efficiency-jobs");
        setAccessibleText(Texts.of("efficiency.jobs"));
        getStyleClass().addAll("dense", "efficiency-table");
        setPlaceholder(Parts.label(Texts.of("efficiency.jobs.none"), "muted"));
        setMinWidth(NEEDED);
        getColumns().add(Columns.words(Texts.of("efficiency.column.job"), 86, JobShare::label));
        getColumns().add(bars());
        getColumns()
                .add(Columns.figures(
                        Texts.of("efficiency.column.ratio"),
                        78,
                        share -> Figures.percent(share.metrics().efficiencyPercent())));
        getColumns()
                .add(Columns.figures(
                        Texts.of("efficiency.column.time"),
                        58,
                        share -> Figures.duration(share.metrics().totalMs())));
        getColumns()
                .add(Columns.figures(
                        Texts.of("efficiency.column.predicted"),
                        76,
                        share -> share.predictedMs() == null ? "–" : Figures.duration(share.predictedMs())));
        getColumns().add(Columns.figures(Texts.of("efficiency.column.error"), 58, JobTable::error));
        getColumns()
                .add(Columns.figures(Texts.of("efficiency.column.bytes"), 68, share -> Figures.bytes(share.bytes())));
        getColumns()
                .add(Columns.figures(
                        Texts.of("efficiency.column.speed"),
                        98,
                        share -> Figures.mops(share.metrics().throughputMops())));
        Columns.widen(this);
        ColumnFit.in(this);
        setRowFactory(table -> {
            TableRow<Row<JobId, JobShare>> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && row.getItem() != null) {
                    model.open(row.getItem().key());
                }
            });
            return row;
        });
        setOnKeyPressed(e -> {
            Row<JobId, JobShare> selected = getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && selected != null) {
                model.open(selected.key());
            }
        });
    }

    /** {@code +12 %} when it took less than was expected. */
    private static String error(JobShare share) {
        Double error = share.errorPercent();
        if (error == null) {
            return "–";
        }
        if (error >= MOST_PERCENT) {
            return Texts.of("efficiency.error.times", Figures.digits(1 + error / 100));
        }
        return (error > 0 ? "+" : error < 0 ? "−" : "") + Figures.whole(Math.abs(error)) + " %";
    }

    private static TableColumn<Row<JobId, JobShare>, JobShare> bars() {
        TableColumn<Row<JobId, JobShare>, JobShare> column = Columns.bare(Texts.of("efficiency.column.where"), 84);
        column.setCellFactory(of -> new TableCell<>() {
            private final ShareBar bar = new ShareBar();

            @Override
            protected void updateItem(@Nullable JobShare item, boolean empty) {
                super.updateItem(item, empty);
                bar.show(item);
                setGraphic(item == null ? null : bar);
                setAccessibleText(item == null ? "" : words(item));
            }
        });
        return column;
    }

    private static String words(JobShare share) {
        return Texts.of(
                "efficiency.accessible",
                Figures.percent(100 * share.computing()),
                Figures.percent(100 * share.transferring()),
                Figures.percent(100 * share.waiting()));
    }
}
