package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumTest {
    @TempDir
    Path folder;

    @Test
    void the_first_browser_on_the_path_is_found() throws IOException {
        var browser = program("google-chrome", "exit 0");
        Files.createDirectory(folder.resolve("chromium")); // a folder is no program
        assertThat(Chromium.find(Map.of("PATH", "/nonexistent:" + folder))).contains(browser);
    }

    @Test
    void the_named_browser_is_preferred_and_must_exist() throws IOException {
        var named = program("my-browser", "exit 0");
        assertThat(Chromium.find(Map.of("CHROMIUM", named.toString(), "PATH", "/usr/bin")))
                .contains(named);
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> Chromium.find(Map.of("CHROMIUM", "/no/such")))
                .withMessage(
                        "The variable CHROMIUM is '/no/such', which is not a program: set it to a Chromium, or remove it.");
    }

    @Test
    void closing_ends_the_browser_with_its_helpers_and_deletes_the_profile() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "a shell script stands for the browser");
        var notes = folder.resolve("notes");
        var browser = program(
                "chromium",
                "sleep 600 & helper=$!; for a; do case $a in --user-data-dir=*) p=${a#*=};; esac; done;"
                        + " echo x > \"$p/profile\"; echo \"$helper $$ $p ${*##* }\" > " + notes + ".part; mv " + notes
                        + ".part " + notes
                        + "; wait");
        try (var _ = Chromium.open(browser, URI.create("http://127.0.0.1:1/join#k"))) {
            await().until(() -> Files.exists(notes));
        }
        var words = Files.readString(notes).strip().split(" ");
        assertThat(words[words.length - 1]).isEqualTo("http://127.0.0.1:1/join#k");
        for (var i = 0; i < 2; i++) {
            assertThat(ProcessHandle.of(Long.parseLong(words[i])).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
        assertThat(Path.of(words[2])).doesNotExist();
    }

    private Path program(String name, String body) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
