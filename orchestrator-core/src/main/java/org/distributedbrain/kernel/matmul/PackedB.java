package org.distributedbrain.kernel.matmul;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * A right factor rearranged for {@link Gemm}: panels of {@link MicroKernel#COLS} columns, each panel row by row, the last panel as narrow as
 * it must be. It takes exactly the room of the original ({@code 4·k·n} bytes, off-heap), so the original need not be kept. Once
 * packed it does not change and is safe to read from several threads.
 */
public final class PackedB {
    private final MemorySegment values;
    private final int rows;
    private final int cols;

    /**
     * A packed matrix without values yet: every panel must be filled by {@link #pack} before it is used.
     *
     * @param memory {@code 4·rows·cols} bytes that it keeps
     */
    public PackedB(MemorySegment memory, int rows, int cols) {
        this.values = memory.asSlice(0, 4L * rows * cols);
        this.rows = rows;
        this.cols = cols;
    }

    /**
     * Packs the row-major {@code rows × cols} matrix {@code b}, little-endian float32, into memory of {@code arena}.
     *
     * @throws OutOfMemoryError when the memory is not to be had
     * @throws IndexOutOfBoundsException when {@code b} is shorter than {@code 4·rows·cols} bytes
     */
    public static PackedB of(MemorySegment b, int rows, int cols, Arena arena) {
        PackedB packed = new PackedB(arena.allocate(4L * rows * cols, 64), rows, cols);
        packed.pack(b, 0, packed.panels());
        return packed;
    }

    /** Fills the panels {@code from} to {@code to}, end excluded, from the row-major matrix {@code b}; different panels by different threads. */
    public void pack(MemorySegment b, int from, int to) {
        for (int panel = from; panel < to; panel++) {
            int col = panel * MicroKernel.COLS;
            int width = width(panel);
            long offset = 4L * col * rows;
            for (int row = 0; row < rows; row++, offset += 4L * width) {
                copyRow(b, 4L * ((long) row * cols + col), values, offset, width);
            }
        }
    }

    /** How many rows it has: the inner dimension. */
    public int rows() {
        return rows;
    }

    public int cols() {
        return cols;
    }

    /** Writes the matrix back in row-major order into {@code b}, of {@code 4·rows·cols} bytes. */
    public void unpack(MemorySegment b) {
        for (int col = 0; col < cols; col += MicroKernel.COLS) {
            int width = Math.min(MicroKernel.COLS, cols - col);
            long from = 4L * col * rows;
            for (int row = 0; row < rows; row++, from += 4L * width) {
                copyRow(values, from, b, 4L * ((long) row * cols + col), width);
            }
        }
    }

    /** How many panels it has: the units of {@link #pack} and of {@link GemmRange}. */
    public int panels() {
        return Math.ceilDiv(cols, MicroKernel.COLS);
    }

    /** How many columns the panel has. */
    int width(int panel) {
        return Math.min(MicroKernel.COLS, cols - panel * MicroKernel.COLS);
    }

    /** Copies rows {@code from} to {@code from + depth} of a panel into {@code sliver}, widened with zeros to {@code COLS} columns. */
    void sliver(int panel, int from, int depth, float[] sliver) {
        int width = width(panel);
        long offset = 4L * ((long) panel * MicroKernel.COLS * rows + (long) from * width);
        if (width == MicroKernel.COLS) {
            MemorySegment.copy(values, Float32.LAYOUT, offset, sliver, 0, depth * width);
            return;
        }
        for (int p = 0; p < depth; p++) {
            for (int j = 0; j < MicroKernel.COLS; j++) {
                sliver[p * MicroKernel.COLS + j] =
                        j < width ? values.get(Float32.LAYOUT, offset + 4L * (p * width + j)) : 0;
            }
        }
    }

    private static void copyRow(MemorySegment from, long fromOffset, MemorySegment to, long toOffset, int width) {
        if (width == MicroKernel.COLS) {
            // Two vectors in registers; a bulk copy of so few bytes costs several times more.
            FloatVector low = FloatVector.fromMemorySegment(MicroKernel.SPECIES, from, fromOffset, Float32.ORDER);
            FloatVector high = FloatVector.fromMemorySegment(
                    MicroKernel.SPECIES, from, fromOffset + 4L * MicroKernel.LANES, Float32.ORDER);
            low.intoMemorySegment(to, toOffset, Float32.ORDER);
            high.intoMemorySegment(to, toOffset + 4L * MicroKernel.LANES, Float32.ORDER);
        } else {
            MemorySegment.copy(from, fromOffset, to, toOffset, 4L * width);
        }
    }
}
