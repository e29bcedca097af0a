package org.distributedbrain.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.DiskFull;

/**
 * A file that holds a converted or generated matrix while it is needed. It is filled by ordinary writes, so that a full disk is an error
 * message and not a fault in a mapping, and mapped when complete.
 *
 * <p>It is opened with {@code DELETE_ON_CLOSE}: on POSIX systems its name vanishes at once, so that a crash leaves nothing; elsewhere
 * {@code DataFolder} removes at its next start what a crash left behind.
 */
final class ScratchFile implements AutoCloseable {
    private static final String SUFFIX = ".scratch";

    private final Path path;
    private final FileChannel channel;
    private boolean mapped;

    private ScratchFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * @param bytes how long it is going to be, as far as that is known, to refuse at once what cannot fit
     * @throws BadInput when it cannot be created
     * @throws DiskFull when the disk has not that much space
     */
    static ScratchFile create(Path folder, long bytes) {
        Path path = folder.resolve("matrix-" + UUID.randomUUID() + SUFFIX);
        try {
            Files.createDirectories(folder);
            DiskTrouble.requireSpace("The matrix", folder, bytes);
            return new ScratchFile(
                    path,
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw DiskTrouble.refusal("The matrix", path, e);
        }
    }

    /** Writes all of {@code bytes} at {@code position}; several threads may write different places. @throws DiskFull when the disk is full */
    void write(long position, MemorySegment bytes) {
        try {
            ByteBuffer buffer = bytes.asByteBuffer();
            long at = position;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
        } catch (IOException e) {
            throw DiskTrouble.refusal("The matrix", path, e);
        }
    }

    /** The finished matrix, which from now on owns this file. */
    Matrix toMatrix(int rows, int cols, List<String> notes) {
        try {
            Mapping mapping = Mapping.owning(channel, 4L * rows * cols);
            mapped = true;
            return new Matrix(rows, cols, mapping, notes);
        } catch (IOException e) {
            throw new BadInput(
                    "The matrix cannot be mapped into memory (" + e.getMessage() + "); close other programs.", e);
        }
    }

    /** Deletes the file, unless a matrix owns it. */
    @Override
    public void close() {
        if (!mapped) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
