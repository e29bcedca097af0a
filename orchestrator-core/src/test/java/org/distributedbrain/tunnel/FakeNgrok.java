package org.distributedbrain.tunnel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program named ngrok that is started as the real one is and says what a test has it say, in the real one's words (agent 3.x, logfmt). It notes its
 * arguments, its configuration and its processes, and leads nowhere: who comes through the tunnel is played by the test at the local end.
 */
public final class FakeNgrok {
    public static final String URL = "https://make-believe.ngrok-free.app";
    public static final String ESTABLISHED =
            "t=2026-08-10T07:20:40+0000 lvl=info msg=\"client session established\" obj=tunnels.session";
    public static final String UP =
            "t=2026-08-10T07:20:40+0000 lvl=info msg=\"started tunnel\" obj=tunnels name=brain addr=http://127.0.0.1:3000 url="
                    + URL;
    private static final Pattern PORT = Pattern.compile("url: \"http://127\\.0\\.0\\.1:(\\d+)\"");

    private final Path folder;

    private FakeNgrok(Path folder) {
        this.folder = folder;
    }

    /** Puts it into a folder, which may then be on the PATH. It says what {@link #say} is told. */
    public static FakeNgrok in(Path folder) throws IOException {
        return in(folder, "exec tail -n +1 -f \"$here/log\"");
    }

    /** @param behaviour what it does, in shell, when it has noted what is to be noted */
    static FakeNgrok in(Path folder, String behaviour) throws IOException {
        assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "the make-believe agent is a shell script");
        Files.createDirectories(folder);
        Path program = folder.resolve("ngrok");
        Files.writeString(program, """
                #!/bin/sh
                here=$(dirname "$0")
                for each in "$@"; do case "$each" in --config=*) config=${each#--config=};; esac; done
                cat "$config" > "$here/config"
                ls -l "$config" | cut -c1-10 > "$here/permissions"
                echo "$@" >> "$here/arguments"
                touch "$here/log"
                echo $$ >> "$here/processes"
                """ + behaviour + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new FakeNgrok(folder);
    }

    /** Has the agent that runs, and each that is started later, write these lines to its log. */
    public void say(String... lines) {
        try {
            Files.writeString(
                    folder.resolve("log"),
                    String.join("\n", lines) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String failed(String error) {
        return "t=2026-08-10T07:20:40+0000 lvl=eror msg=\"failed to reconnect session\" obj=tunnels.session err=\""
                + error + "\"";
    }

    /** Every process of it that was ever started, in that order. */
    public List<Long> processes() {
        return lines("processes").stream().map(Long::valueOf).toList();
    }

    public boolean runs(long process) {
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }

    public boolean runs() {
        return processes().stream().anyMatch(this::runs);
    }

    List<String> arguments() {
        return lines("arguments");
    }

    String config() {
        return String.join("\n", lines("config"));
    }

    String permissions() {
        return String.join("", lines("permissions"));
    }

    /** The port on this computer to which it was told to lead. */
    public int port() {
        Matcher port = PORT.matcher(config());
        if (!port.find()) {
            throw new IllegalStateException("no port in " + config());
        }
        return Integer.parseInt(port.group(1));
    }

    private List<String> lines(String name) {
        try {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
