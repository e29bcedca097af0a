package org.distributedbrain.app.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The rows of a list, brought up to date by key: a row that is still there stays the same object in place, so that selection, scroll
 * position and running transitions survive; only what came, went or moved is told to listeners.
 */
public final class Rows<K, V> {
    private final Function<V, K> keyOf;
    private final ObservableList<Row<K, V>> rows = FXCollections.observableArrayList();
    private final ObservableList<Row<K, V>> readOnly = FXCollections.unmodifiableObservableList(rows);

    public Rows(Function<V, K> keyOf) {
        this.keyOf = keyOf;
    }

    public ObservableList<Row<K, V>> list() {
        return readOnly;
    }

    /** Makes the rows those of {@code views}, in that order. Keys must differ. */
    public void show(List<V> views) {
        Set<K> wanted = new HashSet<>();
        for (V view : views) {
            wanted.add(keyOf.apply(view));
        }
        rows.removeIf(row -> !wanted.contains(row.key()));
        Map<K, Row<K, V>> known = new HashMap<>();
        for (Row<K, V> row : rows) {
            known.put(row.key(), row);
        }
        for (int i = 0; i < views.size(); i++) {
            V view = views.get(i);
            K key = keyOf.apply(view);
            Row<K, V> row = known.get(key);
            if (row == null) {
                rows.add(i, new Row<>(key, view));
                continue;
            }
            if (rows.get(i) != row) {
                rows.remove(row);
                rows.add(i, row);
            }
            row.show(view);
        }
    }
}
