package org.distributedbrain.matrix;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A float32 matrix outside the heap: {@code rows × cols} values, row-major, little-endian, without gaps. Any thread may read it until it
 * is closed; reading it afterwards throws {@link IllegalStateException}.
 *
 * <p>It owns the mapping, and the scratch file behind it if there is one. A matrix that is mapped straight from a person's file shares its
 * fate: if that file is cut short while it is open, reads beyond its new end throw {@link InternalError}.
 */
public final class Matrix implements AutoCloseable {
    private final int rows;
    private final int cols;
    private final MemorySegment values;
    private final List<String> notes;
    private final Mapping mapping;
    private final AtomicBoolean closed = new AtomicBoolean();

    Matrix(int rows, int cols, Mapping mapping, List<String> notes) {
        this.rows = rows;
        this.cols = cols;
        this.mapping = mapping;
        this.values = mapping.values();
        this.notes = List.copyOf(notes);
        if (values.byteSize() != 4L * rows * cols) {
            throw new IllegalArgumentException(values.byteSize() + " bytes are not " + rows + "×" + cols + " float32");
        }
    }

    public int rows() {
        return rows;
    }

    public int cols() {
        return cols;
    }

    /** The values, {@code 4·rows·cols} bytes, read-only. */
    public MemorySegment values() {
        return values;
    }

    /** One value, for messages and tests; bulk work reads {@link #values()}. */
    public float at(int row, int col) {
        return values.get(Float32.LAYOUT, 4 * ((long) row * cols + col));
    }

    /** What the owner of the data should know of how it was read, one sentence each. */
    public List<String> notes() {
        return notes;
    }

    /** Unmaps it and deletes its scratch file. The second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            mapping.close();
        }
    }
}
