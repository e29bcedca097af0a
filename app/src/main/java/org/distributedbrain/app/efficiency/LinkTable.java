package org.distributedbrain.app.efficiency;

import javafx.scene.control.TableView;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.ColumnFit;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/**
 * How fast bytes come to each worker and back, as dispatch reckons: measured with its tasks; where none was timed yet what the worker says itself, with
 * a question mark.
 */
final class LinkTable extends TableView<Row<WorkerId, WorkerView>> {
    private static final double WIDTH = 372;
    /** For all columns but the last. */
    private static final double NEEDED = 286;

    LinkTable(EfficiencyModel model) {
        super(model.workers());
        setId("efficiency-links");
        setAccessibleText(Texts.of("efficiency.links"));
        getStyleClass().addAll("dense", "efficiency-table");
        setPlaceholder(Parts.label(Texts.of("efficiency.links.none"), "muted"));
        setMinWidth(NEEDED);
        setPrefWidth(WIDTH);
        getColumns().add(Columns.words(Texts.of("efficiency.column.worker"), 104, WorkerView::name));
        getColumns()
                .add(Columns.figures(
                        Texts.of("efficiency.column.down"),
                        84,
                        worker -> rate(out(worker.pace()), worker.told().downBytesPerSecond())));
        getColumns()
                .add(Columns.figures(
                        Texts.of("efficiency.column.up"),
                        84,
                        worker -> rate(in(worker.pace()), worker.told().upBytesPerSecond())));
        getColumns().add(Columns.figures(Texts.of("efficiency.column.overhead"), 78, worker -> {
            Pace pace = worker.pace();
            return pace == null ? "–" : Figures.duration(pace.overheadMs());
        }));
        Columns.widen(this);
        ColumnFit.in(this);
    }

    /** Null while no byte to the worker was timed. */
    private static @Nullable Double out(@Nullable Pace pace) {
        return pace == null || !pace.outTimed() ? null : pace.outBytesPerSecond();
    }

    private static @Nullable Double in(@Nullable Pace pace) {
        return pace == null || !pace.inTimed() ? null : pace.inBytesPerSecond();
    }

    private static String rate(@Nullable Double measured, @Nullable Double told) {
        if (measured != null) {
            return Figures.bytes(measured) + "/s";
        }
        return told == null ? "–" : Figures.bytes(told) + "/s ?";
    }
}
