package org.distributedbrain.cli;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.distributedbrain.job.BadInput;
import org.slf4j.LoggerFactory;

/** A headless Chromium that opens one page, with a profile of its own; closing it ends its processes and deletes the profile. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of(
            "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge");

    private static final List<String> ELSEWHERE = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");

    private static final long PATIENCE_SECONDS = 5;

    private final Process process;
    private final Path profile;
    /** For the case that this process is interrupted: nothing may outlive it. */
    private final Thread hook = new Thread(this::end, "end-chromium");

    private Chromium(Process process, Path profile) {
        this.process = process;
        this.profile = profile;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The one that {@code CHROMIUM} names, else the first on the {@code PATH} or in its usual place. @throws BadInput when CHROMIUM names none */
    static Optional<Path> find(Map<String, String> environment) {
        var named = environment.getOrDefault("CHROMIUM", "");
        if (!named.isBlank()) {
            var file = Path.of(named);
            if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
                throw new BadInput("The variable CHROMIUM is '" + named
                        + "', which is not a program: set it to a Chromium, or remove it.");
            }
            return Optional.of(file);
        }
        var folders = environment.getOrDefault("PATH", "").split(File.pathSeparator);
        var onPath = Stream.of(folders)
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(onPath, ELSEWHERE.stream().map(Path::of))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    static Chromium open(Path program, URI page) throws IOException {
        var profile = Files.createTempDirectory("brain-chromium-");
        var builder = new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox", // it opens our own page only, and has no sandbox to offer in most containers
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--enable-unsafe-webgpu",
                "--user-data-dir=" + profile,
                page.toString());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("TMPDIR", profile.toString());
        return new Chromium(builder.start(), profile);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        end();
    }

    private void end() {
        var helpers = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        helpers.forEach(ProcessHandle::destroyForcibly);
        for (var helper : helpers) {
            helper.onExit()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(_ -> helper)
                    .join();
        }
        delete();
    }

    private void delete() {
        try (var files = Files.walk(profile)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(Chromium.class).debug("{} stays behind", profile, e);
        }
    }
}
