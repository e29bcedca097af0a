package org.distributedbrain.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.distributedbrain.job.BadInput;

/**
 * A result on its way to disk: a {@code .npy} file of float32 that is filled tile by tile under the name {@code NAME.part} and gets its
 * final name when it is complete and durable. Tiles that do not overlap may be written by several threads at once.
 *
 * <p>It writes by ordinary writes and never through a mapping, so that a disk that fills is an exception with a sentence and not a fault
 * in memory. An interrupt of a writing thread closes the file.
 */
public final class ResultFile implements AutoCloseable {
    private static final long MAX_WRITE = 1 << 20;

    private final Path finalPath;
    private final Path partPath;
    private final FileChannel channel;
    private final int rows;
    private final int cols;
    private final long dataOffset;
    private final AtomicLong valuesWritten = new AtomicLong();
    private boolean sealed;

    private ResultFile(Path finalPath, Path partPath, FileChannel channel, int rows, int cols, long dataOffset) {
        this.finalPath = finalPath;
        this.partPath = partPath;
        this.channel = channel;
        this.rows = rows;
        this.cols = cols;
        this.dataOffset = dataOffset;
    }

    /**
     * Begins a result and reserves its room on the disk; an older unfinished file of the same name is overwritten.
     *
     * @throws BadInput when the folder is missing or may not be written to, the path is a folder, or the disk has not enough room
     */
    public static ResultFile create(Path finalPath, int rows, int cols) {
        MatrixLimits.check(finalPath, rows, cols);
        if (Files.isDirectory(finalPath)) {
            throw new BadInput(finalPath + " is a folder; name a file for the result.");
        }
        Path part = finalPath.resolveSibling(finalPath.getFileName() + ".part");
        byte[] head = NpyHeader.float32(rows, cols);
        try {
            Path folder = folder(finalPath);
            if (!Files.isDirectory(folder)) {
                throw new BadInput(
                        "The result cannot be written to %s: the folder %s does not exist; create it or name another."
                                .formatted(finalPath, folder));
            }
            DiskTrouble.requireSpace("The result", folder, head.length + 4L * rows * cols);
            FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            ResultFile result = new ResultFile(finalPath, part, channel, rows, cols, head.length);
            try {
                result.writeAll(0, ByteBuffer.wrap(head));
                result.reserve();
            } catch (IOException e) {
                result.discard();
                throw e;
            }
            return result;
        } catch (IOException e) {
            throw new BadInput(DiskTrouble.sentence("The result", finalPath, e), e);
        }
    }

    /**
     * Writes a rectangle of the result; it is not durable before {@link #force()}.
     *
     * @param tile {@code rows·cols} float32, row-major without gaps, little-endian
     * @throws UncheckedIOException with a sentence for people, when the disk is full or fails
     */
    public void write(int firstRow, int rows, int firstCol, int cols, MemorySegment tile) {
        if (firstRow < 0
                || rows < 1
                || rows > this.rows - firstRow
                || firstCol < 0
                || cols < 1
                || cols > this.cols - firstCol) {
            throw new IllegalArgumentException("rows %d+%d, columns %d+%d are not within %d×%d"
                    .formatted(firstRow, rows, firstCol, cols, this.rows, this.cols));
        }
        if (tile.byteSize() != 4L * rows * cols) {
            throw new IllegalArgumentException("%d bytes are not %d×%d float32".formatted(tile.byteSize(), rows, cols));
        }
        try {
            if (cols == this.cols) {
                writeAll(position(firstRow, 0), tile);
            } else {
                for (int row = 0; row < rows; row++) {
                    writeAll(position(firstRow + row, firstCol), tile.asSlice(4L * row * cols, 4L * cols));
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
        valuesWritten.addAndGet((long) rows * cols);
    }

    /** Whether as many values were written as it has. */
    public boolean isComplete() {
        return valuesWritten.get() >= (long) rows * cols;
    }

    /** Returns when everything written before this call is on disk. @throws UncheckedIOException as {@link #write} does */
    public void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Completes the result: everything is on disk, then it has its final name, replacing an older file, and that is on disk, too.
     *
     * @return the final path
     * @throws IllegalStateException when fewer values were written than it has
     * @throws UncheckedIOException as {@link #write} does
     */
    public Path seal() {
        if (!isComplete()) {
            throw new IllegalStateException(
                    valuesWritten + " of " + (long) rows * cols + " values of " + finalPath + " were written");
        }
        try {
            channel.force(true);
            channel.close();
            Files.move(partPath, finalPath, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder(finalPath));
        } catch (IOException e) {
            throw failed(e);
        }
        sealed = true;
        return finalPath;
    }

    /** Deletes an unfinished result; a sealed one stays. */
    public void discard() {
        if (sealed) {
            return;
        }
        try {
            channel.close();
            Files.deleteIfExists(partPath);
        } catch (IOException e) {
            throw new UncheckedIOException("The unfinished result " + partPath + " cannot be deleted", e);
        }
    }

    /** The same as {@link #discard()}. */
    @Override
    public void close() {
        discard();
    }

    /**
     * Writes zeros over the whole file: a disk that is too small is found before a job runs instead of in its middle, and the pages are there
     * when results arrive (overwriting costs a twentieth of growing the file).
     */
    private void reserve() throws IOException {
        long bytes = 4L * rows * cols;
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(MAX_WRITE, bytes));
        for (long at = 0; at < bytes; at += zeros.capacity()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - at));
            writeAll(dataOffset + at, zeros);
        }
    }

    private long position(int row, int col) {
        return dataOffset + 4 * ((long) row * cols + col);
    }

    private void writeAll(long position, MemorySegment bytes) throws IOException {
        for (long at = 0; at < bytes.byteSize(); at += MAX_WRITE) {
            long length = Math.min(MAX_WRITE, bytes.byteSize() - at);
            writeAll(position + at, bytes.asSlice(at, length).asByteBuffer());
        }
    }

    private void writeAll(long position, ByteBuffer bytes) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private UncheckedIOException failed(IOException cause) {
        return new UncheckedIOException(DiskTrouble.sentence("The result", partPath, cause), cause);
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    /** Makes a rename durable. Windows cannot open folders and needs no such thing. */
    private static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
