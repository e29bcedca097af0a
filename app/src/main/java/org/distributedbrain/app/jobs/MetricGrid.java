package org.distributedbrain.app.jobs;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.theme.Parts;

/** A finished job's figures, three in a row, or two where it is narrow. */
final class MetricGrid extends GridPane {
    private static final double THREE = 390;

    private List<JobFigures.Metric> shown = List.of();
    private int columns;

    MetricGrid() {
        getStyleClass().add("metrics");
        setMinWidth(0);
        widthProperty().subscribe(width -> arrange(width.doubleValue() >= THREE ? 3 : 2));
    }

    void show(List<JobFigures.Metric> metrics) {
        if (!metrics.equals(shown)) {
            shown = metrics;
            fill();
        }
    }

    private void arrange(int now) {
        if (now == columns) {
            return;
        }
        columns = now;
        getColumnConstraints().clear();
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            getColumnConstraints().add(column);
        }
        fill();
    }

    private void fill() {
        getChildren().clear();
        for (int i = 0; i < shown.size(); i++) {
            add(cell(shown.get(i)), i % columns, i / columns);
        }
    }

    private static VBox cell(JobFigures.Metric metric) {
        Label value = Parts.label(metric.value(), "metric-value");
        VBox cell = new VBox(value, Parts.label(metric.name(), "metric-name"));
        cell.getStyleClass().add("metric");
        Parts.tip(cell, metric.meaning());
        return cell;
    }
}
