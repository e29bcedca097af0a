package org.distributedbrain.persist;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process that runs a class of these tests, and what it prints. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        List<String> command = command(main, arguments);
        command.add(1, "--add-modules=jdk.incubator.vector");
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Its command line, to be run within another. */
    public static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    public long pid() {
        return process.pid();
    }

    /** Its next lines, waiting for them. */
    public List<String> lines(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = ""; lines.size() < count; ) {
            line = output.readLine();
            if (line == null) {
                throw new IOException("The child ended after these lines: " + lines);
            }
            lines.add(line);
        }
        return lines;
    }

    /** Kills it without warning, and returns what it had still printed. */
    public List<String> kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly(); // which, unlike Process.destroyForcibly, leaves its output to be read
        List<String> rest = output.readAllLines();
        process.waitFor();
        return rest;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }
}
