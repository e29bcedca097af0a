package org.distributedbrain.app.theme;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/**
 * Shows as many of a table's columns as it has room for, the first ones first, so that nothing has to be scrolled sideways. A column that a person
 * shows or hides in the table's menu stays as that person wants it.
 */
public final class ColumnFit {
    private static final double SCROLL_BAR = 14;

    private final TableView<?> table;
    /** The columns that come and go, with what each needs. */
    private final Map<TableColumn<?, ?>, Double> fitted = new LinkedHashMap<>();

    private boolean fitting;

    private ColumnFit(TableView<?> table) {
        this.table = table;
    }

    /** To be called when all columns are there; each needs its preferred width. Those that are hidden now stay so. */
    public static void in(TableView<?> table) {
        ColumnFit fit = new ColumnFit(table);
        for (TableColumn<?, ?> column : List.copyOf(table.getColumns())) {
            if (column.isVisible()) {
                fit.fitted.put(column, column.getPrefWidth());
            }
            column.visibleProperty().addListener(o -> fit.chosen(column));
        }
        table.widthProperty().addListener(o -> fit.fit());
    }

    private void chosen(TableColumn<?, ?> column) {
        if (!fitting) {
            fitted.remove(column);
            fit();
        }
    }

    private void fit() {
        double room = table.getWidth() - SCROLL_BAR;
        if (room <= 0) {
            return; // not yet laid out
        }
        for (TableColumn<?, ?> column : table.getColumns()) {
            if (column.isVisible() && !fitted.containsKey(column)) {
                room -= column.getWidth();
            }
        }
        fitting = true;
        try {
            boolean first = true;
            for (Map.Entry<TableColumn<?, ?>, Double> each : fitted.entrySet()) {
                room -= each.getValue();
                each.getKey().setVisible(first || room >= 0);
                first = false;
            }
        } finally {
            fitting = false;
        }
    }
}
