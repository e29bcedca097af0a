package org.distributedbrain.matrix;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.DiskFull;

/**
 * Where one result lies: under its final name only when it is complete, until then in {@code NAME.part} beside it, with the parts of a split
 * result in {@code NAME.planes}. Owns these names, the room on the disk that is reserved under them, and the change from one to the other.
 */
record ResultPlace(Path complete) {
    private static final String WHAT = "The result";

    Path part() {
        return complete.resolveSibling(complete.getFileName() + ".part");
    }

    Path planes() {
        return complete.resolveSibling(complete.getFileName() + ".planes");
    }

    Path folder() {
        Path folder = complete.toAbsolutePath().getParent();
        return folder == null ? complete.toAbsolutePath() : folder;
    }

    /** @throws BadInput when the folder is missing, or the path is one */
    void requireUsable() {
        if (Files.isDirectory(complete)) {
            throw new BadInput(complete + " is a folder; name a file for the result.");
        }
        if (!Files.isDirectory(folder())) {
            throw new BadInput(
                    "The result cannot be written to %s: the folder %s does not exist; create it or name another."
                            .formatted(complete, folder()));
        }
    }

    /**
     * Begins a file of the result under one of its unfinished names, with all its room.
     *
     * @throws BadInput when the folder may not be written to
     * @throws DiskFull when the disk has not enough room
     */
    TileFile reserve(Path unfinished, int rows, int cols, ElementType type) {
        try {
            DiskTrouble.requireSpace(WHAT, folder(), NpyHeader.of(type, rows, cols).length + 4L * rows * cols);
            return TileFile.create(unfinished, rows, cols, type);
        } catch (IOException e) {
            throw DiskTrouble.refusal(WHAT, unfinished, e);
        }
    }

    /** Why a job pauses when one of the files cannot be written, in a sentence. */
    static String pause(Path file, IOException cause) {
        return DiskTrouble.pause(WHAT, file, cause);
    }

    /** Gives what is complete its final name, replacing an older file. Durable after {@link #forceFolder}. */
    void publish() throws IOException {
        Files.move(part(), complete, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes the final name away again from what turns out to be unfinished, if it has got that far. */
    void retract() throws IOException {
        if (Files.notExists(part()) && Files.exists(complete)) {
            Files.move(complete, part(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Makes a change of names durable. Windows cannot open folders and needs no such thing. */
    void forceFolder() throws IOException {
        if (complete.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Deletes what an unfinished result left, if it did. */
    void deleteUnfinished() throws IOException {
        Files.deleteIfExists(part());
        Files.deleteIfExists(planes());
    }
}
