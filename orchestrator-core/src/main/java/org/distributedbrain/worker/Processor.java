package org.distributedbrain.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.distributedbrain.wire.CleanText;

/** What this computer is, in the words that are shown to people. Reads files and properties only, and never fails. */
final class Processor {
    private static final String ARCHITECTURE = System.getProperty("os.arch", "unknown");
    private static final String SYSTEM = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

    private Processor() {}

    /** For example {@code AMD EPYC · 2 threads · AVX-512 (16 lanes)}; at most 120 characters. */
    static String describe(int threads, int lanes) {
        return CleanText.shortened(model(), 70) + " · " + threads + (threads == 1 ? " thread" : " threads") + " · "
                + instructionSet(ARCHITECTURE, lanes) + " (" + lanes + " lanes)";
    }

    static String instructionSet(String architecture, int lanes) {
        boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
        if (arm) {
            return lanes > 4 ? "SVE" : "NEON";
        }
        if (architecture.equals("amd64") || architecture.equals("x86_64")) {
            return lanes >= 16 ? "AVX-512" : lanes >= 8 ? "AVX2" : "SSE";
        }
        return architecture;
    }

    /** {@code laptop}, {@code server} or {@code desktop}. */
    static String deviceKind() {
        if (!SYSTEM.contains("linux")) {
            return "desktop";
        }
        try (Stream<Path> supplies = Files.list(Path.of("/sys/class/power_supply"))) {
            if (supplies.anyMatch(supply -> supply.getFileName().toString().startsWith("BAT"))) {
                return "laptop";
            }
        } catch (IOException e) {
            // No such folder, no battery.
        }
        boolean display = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        return display ? "desktop" : "server";
    }

    /** The computer's memory, or the container's limit where there is one. */
    static long memoryBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    /** The processor's model. */
    static String model() {
        Optional<String> model = fromLinux();
        if (model.isEmpty() && SYSTEM.contains("mac")) {
            model = fromMac();
        }
        return model.or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
                .map(CleanText::of)
                .filter(text -> !text.isEmpty())
                .orElse(ARCHITECTURE);
    }

    private static Optional<String> fromLinux() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name") || line.startsWith("Model"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> fromMac() {
        try {
            Process sysctl = new ProcessBuilder("/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string").start();
            try (var reader = sysctl.inputReader(StandardCharsets.UTF_8)) {
                return Optional.ofNullable(reader.readLine());
            } finally {
                if (!sysctl.waitFor(1, TimeUnit.SECONDS)) {
                    sysctl.destroyForcibly();
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
