package org.distributedbrain.app.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.beans.property.SimpleObjectProperty;
import org.distributedbrain.app.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThemeModelTest {
    @TempDir
    Path folder;

    private final SimpleObjectProperty<Scheme> system = new SimpleObjectProperty<>(Scheme.DARK);

    @Test
    void it_follows_the_system_until_somebody_chooses() {
        ThemeModel theme = new ThemeModel(Settings.load(folder.resolve("s")), system);
        assertThat(theme.scheme().get()).isEqualTo(Scheme.DARK);
        system.set(Scheme.LIGHT);
        assertThat(theme.scheme().get()).isEqualTo(Scheme.LIGHT);

        theme.toggle();
        assertThat(theme.scheme().get()).isEqualTo(Scheme.DARK);
        system.set(Scheme.DARK);
        system.set(Scheme.LIGHT);
        assertThat(theme.scheme().get()).isEqualTo(Scheme.DARK);
    }

    @Test
    void a_choice_is_remembered() {
        Settings settings = Settings.load(folder.resolve("s"));
        new ThemeModel(settings, system).toggle();
        settings.save();

        ThemeModel next = new ThemeModel(Settings.load(folder.resolve("s")), system);
        assertThat(next.scheme().get()).isEqualTo(Scheme.LIGHT);
    }
}
