package org.distributedbrain.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which jobs, and in which order, as the server takes it; it says what is wrong with a value. */
final class JobFilterOptions {
    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those unfinished, done, failed or cancelled; several with commas.")
    @Nullable String state;

    @Option(names = "--kernel", paramLabel = "NAME", description = "Only those of this kernel, for example matmul.")
    @Nullable String kernel;

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "Only those with this in their label, or at the beginning of their id.")
    @Nullable String text;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only those submitted from this day or moment on (UTC), for example 2026-01-31.")
    @Nullable String from;

    @Option(names = "--until", paramLabel = "TIME", description = "Only those submitted before this day or moment.")
    @Nullable String until;

    @Option(names = "--min-size", paramLabel = "N", description = "Only those whose largest side is at least so long.")
    @Nullable String minSize;

    @Option(names = "--max-size", paramLabel = "N", description = "Only those whose largest side is at most so long.")
    @Nullable String maxSize;

    @Option(
            names = "--sort",
            paramLabel = "BY",
            description = "By submitted, size, duration or speed. Default: submitted.")
    @Nullable String sort;

    @Option(names = "--ascending", description = "The oldest, smallest or shortest first.")
    boolean ascending;

    /** To be put behind other parameters; empty when nothing is asked for. */
    String query() {
        return parameter("state", state)
                + parameter("kernel", kernel)
                + parameter("text", text)
                + parameter("from", from)
                + parameter("until", until)
                + parameter("minSize", minSize)
                + parameter("maxSize", maxSize)
                + parameter("sort", sort)
                + (ascending ? "&order=ascending" : "");
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
