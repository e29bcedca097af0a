package org.distributedbrain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Supplier;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.tunnel.TunnelSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunnelSettingsTest {
    private static final String TOKEN = "2abcDEFghiJKLmno_0123456789";

    @TempDir
    Path folder;

    @Test
    void they_are_looked_up_each_time_and_the_environment_goes_before_the_file() throws Exception {
        Supplier<TunnelSettings> settings =
                Configuration.tunnelSettings(folder, Map.of("PATH", "/bin" + File.pathSeparator + "/opt/ngrok"));
        assertThat(settings.get().token()).isNull();
        assertThat(settings.get().allowance()).as("the free plan's").isEqualTo(1_000_000_000);
        assertThat(settings.get().programs()).containsExactly(Path.of("/bin"), Path.of("/opt/ngrok"));

        ConfigFile.in(folder).put(Setting.TUNNEL_TOKEN, TOKEN);
        ConfigFile.in(folder).put(Setting.TUNNEL_ALLOWANCE, "2.5");
        assertThat(settings.get().token()).isEqualTo(TOKEN);
        assertThat(settings.get().allowance()).isEqualTo(2_500_000_000L);
        assertThat(Configuration.tunnelSettings(folder, Map.of("NGROK_AUTHTOKEN", "9876543210"))
                        .get()
                        .token())
                .isEqualTo("9876543210");
    }

    @Test
    void only_the_owner_may_read_the_file_with_the_token() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no such permissions here");
        ConfigFile.in(folder).put(Setting.TUNNEL_TOKEN, TOKEN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(ConfigFile.NAME))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_token_that_cannot_be_one_is_refused_without_being_repeated() throws Exception {
        Files.writeString(
                folder.resolve(ConfigFile.NAME), "tunnel-token = my secret!\ntunnel = yes\ntunnel-allowance = much\n");
        assertThatThrownBy(() -> Configuration.tunnelSettings(folder, Map.of()).get())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("'tunnel-token' in ")
                .hasMessageContaining("is 'yes': use true or false.")
                .hasMessageContaining("is 'much': use a number of GB")
                .hasMessageNotContaining("secret");
    }
}
