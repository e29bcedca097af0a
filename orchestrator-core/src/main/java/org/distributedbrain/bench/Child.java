package org.distributedbrain.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.job.BadInput;

/** Another process of this program, so that what is measured and what measures do not share a heap, a collector or a compiler. */
final class Child implements AutoCloseable {
    private static final String END = "\u0000";

    private final Process process;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Child(Process process) {
        this.process = process;
        Thread.ofVirtual().name("child-" + process.pid()).start(this::read);
    }

    /** Runs {@code brain} with these arguments, under the launcher's options and {@code javaOptions} after them. */
    static Child brain(List<String> javaOptions, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-Xmx768m",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(archivedClasses());
        command.addAll(javaOptions);
        command.add("org.distributedbrain.cli.Brain");
        command.addAll(arguments);
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Classes that the launcher keeps to make starts faster are used here, too. */
    private static List<String> archivedClasses() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:SharedArchiveFile=") || option.startsWith("-Xlog:"))
                .toList();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // It has ended.
        }
        lines.add(END);
    }

    /** What follows {@code prefix} on the next line that begins with it. @throws BadInput when the process ends or {@code patience} does */
    String await(String prefix, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                throw new BadInput("A process of the measurement "
                        + (line == null ? "said nothing for " + patience.toSeconds() + " s" : "ended") + " before '"
                        + prefix.strip() + "': run the measurement again, alone.");
            }
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length()).strip();
            }
        }
    }

    /** Processor time so far, in milliseconds; NaN where the system does not tell. */
    double cpuMillis() {
        return process.info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .map(n -> n / 1e6)
                .orElse(Double.NaN);
    }

    /** The most memory it has had, in MiB; NaN where there is no {@code /proc}. */
    double peakMiB() {
        try (var status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException | UncheckedIOException e) {
            return Double.NaN;
        }
    }

    /** SIGKILL: no chance to say anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop, and ends it when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
