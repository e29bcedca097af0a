package org.distributedbrain.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Operand;
import org.distributedbrain.matrix.ResultFile;
import org.distributedbrain.matrix.SyntheticMatrix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one demo: the matrices and the product, which stay, and the orchestrator's data, which goes. A demo that is interrupted
 * leaves nothing.
 */
final class DemoFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoFiles.class);
    private final Path folder;
    private final Thread interrupted;

    private DemoFiles(Path folder) {
        this.folder = folder;
        this.interrupted = new Thread(() -> delete(folder), "demo-interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
    }

    /** A new folder beside other temporary ones. */
    static DemoFiles create() {
        try {
            var files = new DemoFiles(Files.createTempDirectory("distributed-brain-demo-"));
            Files.createDirectory(files.data());
            return files;
        } catch (IOException e) {
            throw new BadInput(
                    "The demo needs a temporary folder and cannot make one (" + e.getMessage() + "): make "
                            + System.getProperty("java.io.tmpdir") + " writable.",
                    e);
        }
    }

    /** Writes a random {@code n × n} matrix as {@code .npy}. */
    Path write(String name, Operand operand, int n, long seed) {
        var file = folder.resolve(name);
        try (var matrix = SyntheticMatrix.create(operand, n, n, seed, data());
                var out = ResultFile.create(file, n, n)) {
            out.write(0, n, 0, n, matrix.values());
            return out.seal();
        }
    }

    Path keep(Path result) throws IOException {
        return Files.copy(result, folder.resolve("C.npy"), StandardCopyOption.REPLACE_EXISTING);
    }

    Path data() {
        return folder.resolve("data");
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            return; // the hook is at work
        }
        delete(data());
    }

    /** Best effort: while an interrupted demo ends, its other threads may still write. */
    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} could not be removed", folder, e);
        }
    }
}
