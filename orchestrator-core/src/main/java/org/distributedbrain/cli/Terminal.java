package org.distributedbrain.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command speaks to: the answer on {@code out}, progress and refusals on {@code err}.
 *
 * @param interactive whether a person watches {@code err}, so that lines may be redrawn
 * @param colour whether {@code out} shows colours
 */
record Terminal(
        PrintStream out, PrintStream err, Map<String, String> environment, boolean interactive, boolean colour) {

    /** The real one. The launcher says what is a terminal, because Java cannot tell the two streams apart. */
    static Terminal system() {
        var environment = System.getenv();
        var plain = environment.containsKey("NO_COLOR") || "dumb".equals(environment.get("TERM"));
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                environment,
                Boolean.getBoolean("brain.stderr.terminal") && !"dumb".equals(environment.get("TERM")),
                Boolean.getBoolean("brain.stdout.terminal") && !plain);
    }

    String bold(String text) {
        return colour ? "\033[1m" + text + "\033[0m" : text;
    }

    String dim(String text) {
        return colour ? "\033[2m" + text + "\033[0m" : text;
    }

    /** UTF-8 whatever the locale says, except on Windows, whose console has a code page of its own. */
    private static PrintStream stream(FileDescriptor descriptor) {
        var windows = System.getProperty("os.name", "").startsWith("Windows");
        var charset =
                windows ? Charset.forName(System.getProperty("stdout.encoding", "UTF-8")) : StandardCharsets.UTF_8;
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }
}
