package org.distributedbrain.app.jobs;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.theme.Parts;

/** A finished job's figures, three in a row. */
final class MetricGrid extends GridPane {
    private static final int COLUMNS = 3;

    MetricGrid() {
        getStyleClass().add("metrics");
        for (int i = 0; i < COLUMNS; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / COLUMNS);
            getColumnConstraints().add(column);
        }
    }

    void show(List<JobText.Metric> metrics) {
        getChildren().clear();
        for (int i = 0; i < metrics.size(); i++) {
            add(cell(metrics.get(i)), i % COLUMNS, i / COLUMNS);
        }
    }

    private static VBox cell(JobText.Metric metric) {
        Label value = Parts.label(metric.value(), "metric-value");
        VBox cell = new VBox(value, Parts.label(metric.name(), "metric-name"));
        cell.getStyleClass().add("metric");
        Parts.tip(cell, metric.meaning());
        return cell;
    }
}
