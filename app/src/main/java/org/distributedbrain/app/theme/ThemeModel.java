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
    private final ReadOnlyObjectWrapper<Scheme> scheme = new ReadOnlyObjectWrapper<>(this, "scheme", Scheme.DARK);

    public ThemeModel(Settings settings, ObservableValue<Scheme> system) {
        this.settings = settings;
        scheme.set(chosen().orElse(system.getValue()));
        system.addListener((o, before, now) -> scheme.set(chosen().orElse(now)));
    }

    public ReadOnlyObjectProperty<Scheme> scheme() {
        return scheme.getReadOnlyProperty();
    }

    public void toggle() {
        Scheme next = scheme.get().other();
        settings.put(KEY, next.name().toLowerCase(Locale.ROOT));
        scheme.set(next);
    }

    private Optional<Scheme> chosen() {
        return settings.get(KEY).flatMap(word -> switch (word) {
            case "dark" -> Optional.of(Scheme.DARK);
            case "light" -> Optional.of(Scheme.LIGHT);
            default -> Optional.empty();
        });
    }
}
