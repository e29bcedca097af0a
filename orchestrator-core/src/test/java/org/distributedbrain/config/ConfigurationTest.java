package org.distributedbrain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.config.Configuration.From;
import org.distributedbrain.config.Configuration.Value;
import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void the_command_line_goes_before_the_environment_which_goes_before_the_file() throws Exception {
        Files.writeString(
                folder.resolve("brain.conf"), "# mine\nport = 1\nhost = 0.0.0.0\npublic-url = https://file.example\n");
        Configuration found = Configuration.of(
                Map.of(Setting.PORT, "3", Setting.DATA, folder.toString()),
                Map.of("PORT", "2", "BRAIN_PUBLIC_URL", "https://variable.example", "BRAIN_DATA", "/elsewhere"));
        assertThat(found.value(Setting.PORT)).isEqualTo(new Value("3", From.FLAG, "--port"));
        assertThat(found.value(Setting.PUBLIC_URL))
                .isEqualTo(new Value("https://variable.example", From.ENVIRONMENT, "BRAIN_PUBLIC_URL"));
        assertThat(found.value(Setting.HOST))
                .isEqualTo(new Value(
                        "0.0.0.0", From.FILE, folder.resolve("brain.conf").toString()));
        assertThat(found.value(Setting.ALLOWED_ORIGINS)).isEqualTo(new Value("", From.DEFAULT, ""));

        OrchestratorOptions options = found.orchestrator(Map.of(), InstantSource.system());
        assertThat(options.port()).isEqualTo(3);
        assertThat(options.host()).isEqualTo("0.0.0.0");
        assertThat(options.publicUrl()).hasToString("https://variable.example");
        assertThat(options.data().root()).isEqualTo(folder);
        assertThat(options.data().database()).isEqualTo(folder.resolve("brain.db"));
    }

    @Test
    void all_that_is_wrong_is_said_at_once_each_with_where_it_stands() throws Exception {
        Files.writeString(folder.resolve("brain.conf"), "hots = 0.0.0.0\npublic-url = brain.example\n");
        assertThatThrownBy(() -> Configuration.of(
                        Map.of(Setting.DATA, folder.toString()),
                        Map.of("PORT", "http", "ALLOWED_ORIGINS", "https://a.example, b")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(
                        "brain.conf sets 'hots', which is no setting there: use host, port, https-port, public-url, trust-forwarded,")
                .hasMessageContaining("The variable PORT is 'http', which is not a port: use 1 to 65535")
                .hasMessageContaining(
                        "'public-url' in " + folder.resolve("brain.conf") + " is 'brain.example', which has no scheme")
                .hasMessageContaining("The variable ALLOWED_ORIGINS names 'b', which is not an origin")
                .satisfies(bad -> assertThat(bad.getMessage()).hasLineCount(4));
    }

    @Test
    void a_file_that_is_no_text_is_refused() throws Exception {
        Files.write(folder.resolve("brain.conf"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> Configuration.of(Map.of(Setting.DATA, folder.toString()), Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("brain.conf cannot be read");
    }

    @Test
    void a_setting_is_put_into_the_file_and_taken_out_and_what_else_stands_there_stays() throws Exception {
        Files.writeString(folder.resolve("brain.conf"), "# a remark\nport = 1\nhost = 0.0.0.0\n");
        ConfigFile file = ConfigFile.in(folder);
        file.put(Setting.PORT, "8080");
        file.put(Setting.HOST, "");
        file.put(Setting.DATABASE, "C:\\data\\brain.db");
        assertThat(file.path())
                .content()
                .isEqualToIgnoringNewLines("# a remark\nport = 8080\ndatabase = C:\\\\data\\\\brain.db\n");
        Configuration found = Configuration.of(Map.of(Setting.DATA, folder.toString()), Map.of());
        assertThat(found.value(Setting.PORT).text()).isEqualTo("8080");
        assertThat(found.value(Setting.HOST).from()).isEqualTo(From.DEFAULT);
        assertThat(found.value(Setting.DATABASE).text()).isEqualTo("C:\\data\\brain.db");
    }
}
