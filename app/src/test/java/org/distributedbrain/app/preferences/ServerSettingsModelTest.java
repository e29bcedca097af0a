package org.distributedbrain.app.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.config.Setting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSettingsModelTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.resolve("brain.conf"), "# mine\nport = 8080\n");
    }

    @Test
    void what_stands_in_the_file_is_shown_and_what_is_typed_is_kept_there() throws Exception {
        ServerSettingsModel model = new ServerSettingsModel(folder, new ImmediateTasks());
        assertThat(model.text(Setting.PORT).get()).isEqualTo("8080");
        model.text(Setting.HOST).set("0.0.0.0");
        model.save(Setting.HOST);
        assertThat(Files.readAllLines(file)).containsExactly("# mine", "port = 8080", "host = 0.0.0.0");
        assertThat(model.remark().get()).isEqualTo("Address to listen on is kept, and holds from the next start.");

        model.text(Setting.PORT).set("");
        model.save(Setting.PORT);
        assertThat(Files.readAllLines(file)).containsExactly("# mine", "host = 0.0.0.0");
    }

    @Test
    void what_is_wrong_is_said_while_it_is_typed_and_never_kept() throws Exception {
        ServerSettingsModel model = new ServerSettingsModel(folder, new ImmediateTasks());
        model.text(Setting.PORT).set("80800");
        assertThat(model.problem(Setting.PORT).get())
                .isEqualTo("Port is '80800', which is not a port: use 1 to 65535, or 0 for any free one.");
        model.save(Setting.PORT);
        assertThat(Files.readString(file)).isEqualTo("# mine\nport = 8080\n");
        model.text(Setting.PORT).set("808");
        assertThat(model.problem(Setting.PORT).get()).isEmpty();
    }
}
