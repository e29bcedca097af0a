package org.distributedbrain.matrix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * A {@code .npy} file of values of four bytes that is filled rectangle by rectangle, in any order and by several threads at once where the rectangles do
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
    static TileFile create(Path path, int rows, int cols, ElementType type) throws IOException {
        byte[] head = NpyHeader.of(type, rows, cols);
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
    static TileFile open(Path path, int rows, int cols, ElementType type) throws IOException {
        byte[] head = NpyHeader.of(type, rows, cols);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        TileFile file = new TileFile(path, channel, rows, cols, head.length);
        try {
            ByteBuffer found = ByteBuffer.allocate(head.length);
            while (found.hasRemaining() && channel.read(found, found.position()) >= 0) {}
            if (channel.size() != file.position(rows, 0) || !Arrays.equals(found.array(), head)) {
                throw new IOException(path + " is not a file of " + rows + "×" + cols + " " + type.label());
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

    /**
     * Writes tiles, which are not durable before {@link #force}. Those side by side are written together: a write costs about a microsecond, however
     * short it is, and a narrow tile alone needs one for each of its rows.
     */
    void write(List<Tile> tiles) throws IOException {
        tiles.forEach(this::requireWithin);
        for (Band band : Band.of(tiles)) {
            write(band);
        }
    }

    private void requireWithin(Tile tile) {
        if (tile.firstRow() < 0
                || tile.rows() > rows - tile.firstRow()
                || tile.firstCol() < 0
                || tile.cols() > cols - tile.firstCol()) {
            throw new IllegalArgumentException("rows %d+%d, columns %d+%d are not within %d×%d"
                    .formatted(tile.firstRow(), tile.rows(), tile.firstCol(), tile.cols(), rows, cols));
        }
    }

    private void write(Band band) throws IOException {
        MemorySegment values = band.tiles().getFirst().values();
        if (band.tiles().size() == 1 && band.cols() == cols) {
            writeAll(position(band.firstRow(), 0), values);
            return;
        }
        long rowBytes = 4L * band.cols();
        if (band.tiles().size() == 1 || rowBytes > MAX_WRITE) {
            writeRowByRow(band);
            return;
        }
        int together = band.cols() == cols ? (int) Math.min(band.rows(), MAX_WRITE / rowBytes) : 1;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment joined = arena.allocate(together * rowBytes);
            for (int row = 0; row < band.rows(); row += together) {
                int count = Math.min(together, band.rows() - row);
                for (int i = 0; i < count; i++) {
                    band.copyRow(row + i, joined, i * rowBytes);
                }
                writeAll(position(band.firstRow() + row, band.firstCol()), joined.asSlice(0, count * rowBytes));
            }
        }
    }

    private void writeRowByRow(Band band) throws IOException {
        for (Tile tile : band.tiles()) {
            long length = 4L * tile.cols();
            for (int row = 0; row < tile.rows(); row++) {
                writeAll(
                        position(tile.firstRow() + row, tile.firstCol()),
                        tile.values().asSlice(row * length, length));
            }
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
