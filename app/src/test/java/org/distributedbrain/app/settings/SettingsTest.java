package org.distributedbrain.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void what_was_put_is_there_after_a_restart() {
        Settings settings = Settings.load(folder.resolve("console.properties"));
        settings.put("window.width", 1440);
        settings.save();
        assertThat(Settings.load(folder.resolve("console.properties")).number("window.width"))
                .hasValue(1440);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_damaged_file_starts_afresh() throws Exception {
        Path file = folder.resolve("console.properties");
        Files.writeString(file, "theme=\\u12");
        Settings settings = Settings.load(file);
        assertThat(settings.get("theme")).isEmpty();
        settings.put("window.width", "wide");
        assertThat(settings.number("window.width")).isEmpty();
    }

    @Test
    void a_folder_that_is_gone_is_no_failure() {
        Settings settings = Settings.load(folder.resolve("gone/console.properties"));
        settings.put("theme", "dark");
        settings.save();
        assertThat(folder.resolve("gone")).doesNotExist();
    }
}
