package org.distributedbrain.app.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.distributedbrain.job.BadInput;

/** Copies a finished result to where the person wants it: the whole file appears there, or nothing. */
final class ResultSaver {
    private ResultSaver() {}

    /** @return the file, with the ending {@code .npy} */
    static Path save(Path result, Path wanted) throws IOException {
        Path target = withEnding(wanted.toAbsolutePath());
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BadInput("There is no folder '" + folder + "': choose another place for the result.");
        }
        Path part = Files.createTempFile(folder, ".brain-", ".part");
        try {
            Files.copy(result, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return target;
    }

    private static Path withEnding(Path wanted) {
        String name = String.valueOf(wanted.getFileName());
        return name.contains(".") ? wanted : wanted.resolveSibling(name + ".npy");
    }
}
