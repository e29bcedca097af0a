package org.distributedbrain.matrix;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A {@code .npy} file of float32 that is filled rectangle by rectangle, in any order and by several threads at once where the rectangles do
 * not overlap.
 *
 * <p>It writes by ordinary writes and never through a mapping, so that a disk that fills is an exception and not a fault in memory. An
 * interrupt of a writing thread closes the file.
 */
final class TileFile {
    private static final long MAX_WRITE = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final int rows;
    private final int cols;
    private final long dataOffset;

    /** Whether something was written that no {@link #force} began after. */
    private volatile boolean dirty = true;

    private TileFile(Path path, FileChannel channel, int rows, int cols, long dataOffset) {
        this.path = path;
        this.channel = channel;
        this.rows = rows;
        this.cols = cols;
        this.dataOffset = dataOffset;
    }

    /** Begins a file and reserves its room on the disk, overwriting an older one; nothing stays when that fails. */
    static TileFile create(Path path, int rows, int cols) throws IOException {
        byte[] head = NpyHeader.float32(rows, cols);
        FileChannel channel = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        TileFile file = new TileFile(path, channel, rows, cols, head.length);
        try {
            file.writeAll(0, ByteBuffer.wrap(head));
            file.reserve();
        } catch (IOException e) {
            file.delete();
            throw e;
        }
        return file;
    }

    /** Opens what an earlier process began. @throws IOException when it is missing, or not of this shape and its whole length */
    static TileFile open(Path path, int rows, int cols) throws IOException {
        byte[] head = NpyHeader.float32(rows, cols);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        TileFile file = new TileFile(path, channel, rows, cols, head.length);
        try {
            ByteBuffer found = ByteBuffer.allocate(head.length);
            while (found.hasRemaining() && channel.read(found, found.position()) >= 0) {}
            if (channel.size() != file.position(rows, 0) || !Arrays.equals(found.array(), head)) {
                throw new IOException(path + " is not a file of " + rows + "×" + cols + " float32");
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return file;
    }

    Path path() {
        return path;
    }

    /** Writes a rectangle of {@code rows·cols} float32, row-major without gaps, little-endian; it is not durable before {@link #force}. */
    void write(int firstRow, int rows, int firstCol, int cols, MemorySegment tile) throws IOException {
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
        if (cols == this.cols) {
            writeAll(position(firstRow, 0), tile);
            return;
        }
        for (int row = 0; row < rows; row++) {
            writeAll(position(firstRow + row, firstCol), tile.asSlice(4L * row * cols, 4L * cols));
        }
    }

    /** Writes values one after the other from {@code index} on, counted row by row. */
    void write(long index, ByteBuffer values) throws IOException {
        writeAll(dataOffset + 4 * index, values);
    }

    /** Fills the buffer with values from {@code index} on, counted row by row. */
    void read(long index, ByteBuffer values) throws IOException {
        long at = dataOffset + 4 * index;
        while (values.hasRemaining()) {
            int count = channel.read(values, at);
            if (count < 0) {
                throw new IOException(path + " was cut short");
            }
            at += count;
        }
    }

    /**
     * Returns when everything written before this call is on disk, with the length of the file: times of change are left to the system, for they
     * would cost a second wait. One call at a time, so that none returns while what it relies on is still under way in another.
     */
    synchronized void force() throws IOException {
        if (!dirty) {
            return;
        }
        dirty = false;
        boolean done = false;
        try {
            channel.force(false);
            done = true;
        } finally {
            dirty |= !done;
        }
    }

    void close() throws IOException {
        channel.close();
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
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
        try {
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } finally {
            dirty = true;
        }
    }
}
