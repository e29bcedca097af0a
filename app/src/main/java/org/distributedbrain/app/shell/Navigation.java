package org.distributedbrain.app.shell;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.distributedbrain.app.settings.Settings;

/** Which view is seen, and the way back. The last one is remembered for the next start. */
public final class Navigation {
    private static final String KEY = "section";
    /** Further back than this nobody goes. */
    private static final int STEPS = 32;

    private final Settings settings;
    private final ReadOnlyObjectWrapper<Section> current;
    private final Deque<Section> visited = new ArrayDeque<>();

    public Navigation(Settings settings) {
        this.settings = settings;
        Section last = settings.get(KEY)
                .flatMap(id -> Arrays.stream(Section.values())
                        .filter(section -> section.id().equals(id))
                        .findFirst())
                .orElse(Section.OVERVIEW);
        current = new ReadOnlyObjectWrapper<>(this, "current", last);
    }

    /** Where views remember how they were left, too. */
    Settings settings() {
        return settings;
    }

    public ReadOnlyObjectProperty<Section> current() {
        return current.getReadOnlyProperty();
    }

    public void open(Section section) {
        if (section == current.get()) {
            return;
        }
        visited.push(current.get());
        if (visited.size() > STEPS) {
            visited.removeLast();
        }
        go(section);
    }

    /** To the view before this one, if there was one. */
    public void back() {
        if (!visited.isEmpty()) {
            go(visited.pop());
        }
    }

    private void go(Section section) {
        settings.put(KEY, section.id());
        current.set(section);
    }
}
