package org.distributedbrain.kernel.matmul;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.distributedbrain.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * A matrix, open, with what verification needs to know of it, which is measured when first asked for. Several jobs may share one: each has its
 * own handle, and whoever made the first decides what the end of each means.
 */
public final class MeasuredMatrix implements AutoCloseable {
    private final Matrix matrix;
    private final Once<OperandStatistics> rows;
    private final Once<OperandStatistics> columns;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    private MeasuredMatrix(
            Matrix matrix, Once<OperandStatistics> rows, Once<OperandStatistics> columns, Runnable release) {
        this.matrix = matrix;
        this.rows = rows;
        this.columns = columns;
        this.release = release;
    }

    /** Closing it closes the matrix. */
    public static MeasuredMatrix owning(Matrix matrix) {
        return new MeasuredMatrix(
                matrix,
                new Once<>(() -> OperandStatistics.ofRows(matrix)),
                new Once<>(() -> OperandStatistics.ofColumns(matrix)),
                matrix::close);
    }

    /** Another handle of the same matrix and what was measured of it; closing it runs {@code release}, once. */
    public MeasuredMatrix shared(Runnable release) {
        return new MeasuredMatrix(matrix, rows, columns, release);
    }

    public Matrix matrix() {
        return matrix;
    }

    OperandStatistics rows() {
        return rows.get();
    }

    OperandStatistics columns() {
        return columns.get();
    }

    /** Measures now, for either side of a product, so that nobody waits for it later. */
    public void measure() {
        rows.get();
        columns.get();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }

    /** A value that is computed when first needed; who needs it meanwhile waits. */
    private static final class Once<T> {
        private final Supplier<T> compute;
        private @Nullable T value;

        Once(Supplier<T> compute) {
            this.compute = compute;
        }

        synchronized T get() {
            T known = value;
            if (known == null) {
                known = compute.get();
                value = known;
            }
            return known;
        }
    }
}
