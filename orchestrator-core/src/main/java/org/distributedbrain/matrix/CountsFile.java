package org.distributedbrain.matrix;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.distributedbrain.job.BadInput;

/**
 * A {@code .npy} file of unsigned 32-bit integers, as tile kernels give them, read row by row. It may still be growing under its other name: what
 * was not written yet is 0.
 */
public final class CountsFile implements AutoCloseable {
    private final FileChannel channel;
    private final NpyHeader header;
    private final ByteBuffer row;

    private CountsFile(FileChannel channel, NpyHeader header) {
        this.channel = channel;
        this.header = header;
        this.row = ByteBuffer.allocateDirect(Math.multiplyExact(Integer.BYTES, header.cols()))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws BadInput when it is no such file */
    public static CountsFile open(Path file) throws IOException {
        InputFile.check(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            NpyHeader header = new NpyHeaderReader(file).read(channel);
            if (header.type() != ElementType.UINT32 || header.bigEndian() || header.fortranOrder()) {
                throw new BadInput(file + " holds " + header.type().label()
                        + ", and a picture is made of counts (uint32, little-endian, row by row).");
            }
            return new CountsFile(channel, header);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public int rows() {
        return header.rows();
    }

    public int cols() {
        return header.cols();
    }

    /** Reads a row into {@code counts}, which has {@link #cols} elements or more. */
    public void read(int index, int[] counts) throws IOException {
        row.clear();
        read(row, header.dataOffset() + (long) row.capacity() * index);
        row.flip().asIntBuffer().get(counts, 0, header.cols());
    }

    /**
     * Reads a rectangle. Safe from any thread.
     *
     * @param to takes {@code 4·rows·cols} bytes, little-endian, row by row
     */
    public void read(int firstRow, int rows, int firstCol, int cols, MemorySegment to) throws IOException {
        for (int i = 0; i < rows; i++) {
            ByteBuffer part = to.asSlice(4L * i * cols, 4L * cols).asByteBuffer();
            read(part, header.dataOffset() + 4 * ((firstRow + (long) i) * header.cols() + firstCol));
        }
    }

    private void read(ByteBuffer to, long at) throws IOException {
        while (to.hasRemaining()) {
            int count = channel.read(to, at + to.position());
            if (count < 0) {
                throw new IOException("The file of counts was cut short");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
