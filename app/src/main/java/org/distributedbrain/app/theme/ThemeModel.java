package org.distributedbrain.app.theme;

import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.distributedbrain.app.settings.Settings;

/** Dark or light: as the system says until the person chose; the choice is remembered. */
public final class ThemeModel {
    private static final String KEY = "theme";

    private final Settings settings;
    private final ObservableValue<Scheme> system;
    private final ReadOnlyObjectWrapper<Optional<Scheme>> chosen =
            new ReadOnlyObjectWrapper<>(this, "chosen", Optional.empty());
    private final ReadOnlyObjectWrapper<Scheme> scheme = new ReadOnlyObjectWrapper<>(this, "scheme", Scheme.DARK);

    public ThemeModel(Settings settings, ObservableValue<Scheme> system) {
        this.settings = settings;
        this.system = system;
        chosen.set(remembered());
        apply();
        system.addListener(o -> apply());
    }

    public ReadOnlyObjectProperty<Scheme> scheme() {
        return scheme.getReadOnlyProperty();
    }

    /** What the person chose; empty while it is as the system says. */
    public ReadOnlyObjectProperty<Optional<Scheme>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    public void toggle() {
        choose(Optional.of(scheme.get().other()));
    }

    /** Looks so from now on, or as the system says. */
    public void choose(Optional<Scheme> choice) {
        settings.put(
                KEY,
                choice.map(scheme -> scheme.name().toLowerCase(Locale.ROOT)).orElse("system"));
        chosen.set(choice);
        apply();
    }

    private void apply() {
        scheme.set(chosen.get().orElse(system.getValue()));
    }

    private Optional<Scheme> remembered() {
        return settings.get(KEY).flatMap(word -> switch (word) {
            case "dark" -> Optional.of(Scheme.DARK);
            case "light" -> Optional.of(Scheme.LIGHT);
            default -> Optional.empty();
        });
    }
}
