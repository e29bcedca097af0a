package org.distributedbrain.persist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A file system of two mebibytes in memory, in a mount name space of its own, that can really be full. */
public final class SmallDisk {
    private SmallDisk() {}

    /** What a class's {@code main} prints in a process that finds the small disk at {@code folder}, its only argument. */
    public static List<String> run(Path folder, Class<?> main) throws IOException, InterruptedException {
        assumeTrue(
                run("mount -t tmpfs tmpfs " + folder).isEmpty(),
                "this machine allows no file system of one's own (unshare --user --mount)");
        String child = ChildJvm.command(main, folder.toString()).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        return run("mount -t tmpfs -o size=2m tmpfs " + folder + " && exec " + child);
    }

    /** Fills the disk with a file, to the last byte. */
    public static void fill(Path ballast) {
        byte[] some = new byte[4_096];
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(some);
            }
        } catch (IOException e) {
            System.err.println("The disk is full now: " + e.getMessage());
        }
    }

    private static List<String> run(String script) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<String> lines = process.inputReader().readAllLines();
            return process.waitFor() == 0 || !lines.isEmpty() ? lines : List.of("failed");
        } catch (IOException e) {
            return List.of(e.toString());
        }
    }
}
