package org.distributedbrain.matrix;

import java.lang.foreign.MemorySegment;
import java.util.function.BooleanSupplier;
import org.distributedbrain.job.Operand;

/**
 * A rectangle of a {@link SyntheticMatrix}: value (i, j) is that at linear index {@code (firstRow + i)·stride + firstCol + j}.
 *
 * @param stride columns of the whole matrix
 */
public record SyntheticBlock(long seed, Operand operand, int firstRow, int rows, int firstCol, int cols, int stride) {
    /** Values between two questions whether they are still wanted. */
    private static final int RUN = 1 << 18;

    /** How many values it has. */
    public long values() {
        return (long) rows * cols;
    }

    /**
     * Makes its values {@code from} to {@code to}, end excluded, counted row by row, each at its place in {@code out}, which has room for all of
     * them; different parts by different threads.
     *
     * @return false when it was cancelled and {@code out} is incomplete
     */
    public boolean fill(MemorySegment out, long from, long to, BooleanSupplier cancelled) {
        SyntheticValues values = new SyntheticValues(seed, operand);
        long rowLength = cols == stride ? values() : cols; // without gaps all rows are one
        for (long at = from; at < to; ) {
            if (cancelled.getAsBoolean()) {
                return false;
            }
            for (long runEnd = Math.min(to, at + RUN); at < runEnd; ) {
                long row = at / rowLength;
                long col = at % rowLength;
                long count = Math.min(rowLength - col, runEnd - at);
                values.fill((firstRow + row) * stride + firstCol + col, count, out, at);
                at += count;
            }
        }
        return true;
    }
}
