package org.distributedbrain.app.live;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** One thing on the screen that stays the same object while what is known about it changes. */
public final class Row<K, V> {
    private final K key;
    private final ReadOnlyObjectWrapper<V> view;

    Row(K key, V view) {
        this.key = key;
        this.view = new ReadOnlyObjectWrapper<>(this, "view", view);
    }

    public K key() {
        return key;
    }

    /** Its latest view. */
    public ReadOnlyObjectProperty<V> view() {
        return view.getReadOnlyProperty();
    }

    void show(V latest) {
        if (view.get() != latest) {
            view.set(latest);
        }
    }

    @Override
    public String toString() {
        return key + ": " + view.get();
    }
}
