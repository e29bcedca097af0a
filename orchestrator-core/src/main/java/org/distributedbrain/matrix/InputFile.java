package org.distributedbrain.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.distributedbrain.job.BadInput;

/** Refuses what is no readable file with something in it. */
final class InputFile {
    private InputFile() {}

    /** @throws BadInput when it is missing, no ordinary file, unreadable or empty */
    static void check(Path file) {
        if (!Files.exists(file)) {
            throw new BadInput(file + " does not exist; check the path.");
        }
        if (Files.isDirectory(file)) {
            throw new BadInput(file + " is a folder; name the matrix file in it.");
        }
        if (!Files.isRegularFile(file)) {
            throw new BadInput(file + " is not an ordinary file; save the matrix to one first.");
        }
        if (!Files.isReadable(file)) {
            throw new BadInput(file + " may not be read by this user; change its permissions.");
        }
        try {
            if (Files.size(file) == 0) {
                throw new BadInput(file + " is empty (0 bytes); save the matrix again.");
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static BadInput unreadable(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new BadInput(file + " does not exist; check the path.", cause);
        }
        return new BadInput(
                "%s cannot be read (%s); check the disk and the file's permissions."
                        .formatted(file, cause.getMessage()),
                cause);
    }
}
