package org.distributedbrain.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class RowsTest {
    private record Thing(int key, String name) {}

    private final Rows<Integer, Thing> rows = new Rows<>(Thing::key);

    private void show(Integer... keys) {
        rows.show(List.of(keys).stream().map(k -> new Thing(k, "thing " + k)).toList());
    }

    private List<Integer> keys() {
        return rows.list().stream().map(Row::key).toList();
    }

    @Test
    void rows_that_stay_are_the_same_objects() {
        show(1, 2, 3);
        Row<Integer, Thing> second = rows.list().get(1);

        rows.show(List.of(new Thing(4, "new"), new Thing(2, "renamed"), new Thing(3, "thing 3")));

        assertThat(keys()).containsExactly(4, 2, 3);
        assertThat(rows.list().get(1)).isSameAs(second);
        assertThat(second.view().get().name()).isEqualTo("renamed");
    }

    @Test
    void any_order_follows_any_other() {
        show(1, 2, 3, 4, 5);
        show(5, 1, 4, 9, 2);
        assertThat(keys()).containsExactly(5, 1, 4, 9, 2);
        show();
        assertThat(keys()).isEmpty();
    }

    @Test
    void nothing_is_told_when_nothing_changed() {
        List<Thing> same = List.of(new Thing(1, "a"), new Thing(2, "b"));
        rows.show(same);
        List<Object> told = new ArrayList<>();
        rows.list().addListener((ListChangeListener<Row<Integer, Thing>>) told::add);
        rows.list().get(0).view().addListener((o, before, now) -> told.add(now));

        rows.show(same);

        assertThat(told).isEmpty();
    }
}
