package org.distributedbrain.app.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Pane;
import org.distributedbrain.app.Fx;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ColumnFitTest {

    @BeforeAll
    static void startToolkit() throws Exception {
        Fx.startDark();
    }

    @Test
    void the_first_columns_stay_as_long_as_there_is_room_and_a_person_has_the_last_word() {
        TableView<String> table = Fx.get(() -> {
            TableView<String> made = new TableView<>();
            for (String name : List.of("a", "b", "c", "d", "e")) {
                TableColumn<String, String> column = new TableColumn<>(name);
                column.setPrefWidth(100);
                column.setVisible(!name.equals("e"));
                made.getColumns().add(column);
            }
            ColumnFit.in(made);
            new Scene(new Pane(made));
            return made;
        });
        assertThat(shown(table, 420)).containsExactly("a", "b", "c", "d");
        assertThat(shown(table, 320)).containsExactly("a", "b", "c");
        assertThat(shown(table, 60)).containsExactly("a");
        assertThat(shown(table, 320)).containsExactly("a", "b", "c");

        Fx.run(() -> table.getColumns().get(1).setVisible(false));
        assertThat(shown(table, 320)).containsExactly("a", "c", "d");
        assertThat(shown(table, 900)).containsExactly("a", "c", "d");
        Fx.run(() -> table.getColumns().get(4).setVisible(true));
        assertThat(shown(table, 330)).containsExactly("a", "c", "e");
        assertThat(shown(table, 60)).containsExactly("a", "e");
    }

    private static List<String> shown(TableView<?> table, double width) {
        return Fx.get(() -> {
            table.resize(width, 100);
            return table.getVisibleLeafColumns().stream()
                    .<String>map(TableColumn::getText)
                    .toList();
        });
    }
}
