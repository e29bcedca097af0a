package org.distributedbrain.app.efficiency;

import java.util.function.Function;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.theme.WordsCell;

/** Columns of tables over rows that change in place. */
final class Columns {
    private static final double SCROLL_BAR = 12;

    private Columns() {}

    /** Words at the left. */
    static <K, V> TableColumn<Row<K, V>, V> words(String title, double width, Function<V, String> text) {
        return column(title, width, "words-column", text);
    }

    /** A number at the right. */
    static <K, V> TableColumn<Row<K, V>, V> figures(String title, double width, Function<V, String> text) {
        return column(title, width, "figures-column", text);
    }

    private static <K, V> TableColumn<Row<K, V>, V> column(
            String title, double width, String style, Function<V, String> text) {
        TableColumn<Row<K, V>, V> column = bare(title, width);
        column.getStyleClass().add(style);
        column.setCellFactory(of -> new WordsCell<>(text));
        return column;
    }

    static <K, V> TableColumn<Row<K, V>, V> bare(String title, double width) {
        TableColumn<Row<K, V>, V> column = new TableColumn<>();
        column.setText(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> row.getValue().view());
        return column;
    }

    /** Gives the first column what the others leave of the table's width. */
    static void widen(TableView<?> table) {
        TableColumn<?, ?> first = table.getColumns().getFirst();
        double least = first.getPrefWidth();
        table.widthProperty().subscribe(width -> {
            double others = table.getColumns().stream()
                    .filter(column -> column != first)
                    .mapToDouble(TableColumn::getWidth)
                    .sum();
            first.setPrefWidth(Math.max(least, width.doubleValue() - others - SCROLL_BAR));
        });
    }
}
