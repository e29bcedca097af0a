package org.distributedbrain.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.distributedbrain.job.BadInput;

/**
 * A result file that is asked for before its job runs: that it can be written is proved at once, by making it under a temporary name. It
 * appears whole under its own name, or not at all.
 */
final class OutputFile implements AutoCloseable {
    private final Path asked;
    private final Path target;
    private final Path part;

    private OutputFile(Path asked, Path target, Path part) {
        this.asked = asked;
        this.target = target;
        this.part = part;
    }

    /** @throws BadInput when {@code asked} cannot be written, saying why */
    static OutputFile prepare(Path asked, List<Path> inputs) {
        try {
            if (Files.isDirectory(asked)) {
                throw new BadInput(
                        asked + " is a folder: name a file in it, for example " + asked.resolve("C.npy") + ".");
            }
            if (asked.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
                throw new BadInput(
                        asked + " ends in .csv, and results are written as .npy: name a file that ends in .npy.");
            }
            var target = Files.exists(asked)
                    ? asked.toRealPath()
                    : asked.toAbsolutePath().normalize();
            if (Files.exists(target) && !(Files.isRegularFile(target) && Files.isWritable(target))) {
                throw new BadInput(asked + " is there and cannot be replaced: name another file with -o.");
            }
            for (var input : inputs) {
                if (Files.exists(target) && Files.isSameFile(input, target)) {
                    throw new BadInput(
                            asked + " is also an operand, which the result would replace: name another file with -o.");
                }
            }
            var part = Files.createFile(folder(asked, target).resolve(".brain-" + UUID.randomUUID() + ".part"));
            part.toFile().deleteOnExit(); // when the person interrupts the wait
            return new OutputFile(asked, target, part);
        } catch (IOException e) {
            throw new BadInput(
                    asked + " cannot be written: make its folder writable, or name another file with -o.", e);
        }
    }

    private static Path folder(Path asked, Path target) {
        var folder = target.getParent();
        if (folder == null || !Files.exists(folder)) {
            throw new BadInput(
                    "The folder of " + asked + " does not exist: create it first, or name another file with -o.");
        }
        if (!Files.isDirectory(folder)) {
            throw new BadInput(
                    asked + " cannot be written, because " + folder + " is a file: name another file with -o.");
        }
        return folder;
    }

    /** @throws BadInput when the disk has less room than {@code bytes} */
    void requireRoom(long bytes) throws IOException {
        var free = Files.getFileStore(part).getUsableSpace();
        if (bytes > free) {
            throw new BadInput("The result needs " + Figures.bytes(bytes) + " and the disk of " + asked + " has "
                    + Figures.bytes(free) + " left: free some space, or name a file elsewhere with -o.");
        }
    }

    /** Writes everything and gives the file its name. */
    void fill(InputStream bytes) throws IOException {
        try (bytes) {
            fill(bytes::transferTo);
        }
    }

    /** What is written to a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The same with what is made meanwhile. */
    void fill(Content content) throws IOException {
        try {
            try (var out = Files.newOutputStream(part)) {
                content.writeTo(out);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Refused(
                    500,
                    asked + " could not be written (" + e.getMessage()
                            + "): make room, then fetch the result again with ./brain result.");
        }
    }

    /** A name for what is needed only meanwhile, in the same folder. */
    Path beside(String ending) {
        var file = part.resolveSibling(part.getFileName() + ending);
        file.toFile().deleteOnExit();
        return file;
    }

    Path path() {
        return asked;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }
}
