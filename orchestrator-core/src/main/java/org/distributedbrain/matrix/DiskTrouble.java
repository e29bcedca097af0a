package org.distributedbrain.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.DiskFull;

/** Says in a sentence why a file could not be written, and finds out beforehand when it will not fit. */
final class DiskTrouble {
    private DiskTrouble() {}

    /** For example {@code "The result cannot be written to C.npy: the disk is full; free some space there and submit it again."} */
    static BadInput refusal(String what, Path file, IOException cause) {
        return isFull(file, cause)
                ? new DiskFull(full(what, file), "free some space there and submit it again.", cause)
                : new BadInput(
                        other(what, file, cause) + "; check that the folder exists and may be written to.", cause);
    }

    /** The same of what is tried again until it works. */
    static String pause(String what, Path file, IOException cause) {
        return isFull(file, cause)
                ? new DiskFull(full(what, file), "", cause).pause()
                : other(what, file, cause) + "; see to the disk, and the job goes on by itself.";
    }

    private static String full(String what, Path file) {
        return what + " cannot be written to " + file + ": the disk is full";
    }

    private static String other(String what, Path file, IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return what + " cannot be written to " + file + " (" + reason + ")";
    }

    /** @throws DiskFull when {@code folder} has less free space than {@code bytes} */
    static void requireSpace(String what, Path folder, long bytes) {
        long free;
        try {
            free = Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return; // Some file systems do not tell; writing will.
        }
        if (free < bytes) {
            throw new DiskFull(
                    "%s needs %s in %s, where %s are free".formatted(what, Bytes.text(bytes), folder, Bytes.text(free)),
                    "free some space there or choose another folder.",
                    null);
        }
    }

    private static boolean isFull(Path file, IOException cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("not enough space") || message.contains("quota")) {
            return true;
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            return folder != null && Files.getFileStore(folder).getUsableSpace() < 1 << 16;
        } catch (IOException e) {
            return false;
        }
    }
}
