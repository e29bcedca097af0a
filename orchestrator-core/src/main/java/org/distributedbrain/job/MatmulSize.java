package org.distributedbrain.job;

/**
 * The sizes of one product: A is {@code rowsA × colsA}, B is {@code colsA × colsB}, C is {@code rowsA × colsB}.
 * Any positive sizes; what is admitted is decided by {@code flow.Receive}.
 */
public record MatmulSize(int rowsA, int colsA, int colsB) {

    /** Floating-point operations: one multiplication and one addition per term, {@code 2·m·k·n}. */
    public double operations() {
        return 2.0 * rowsA * colsA * colsB;
    }

    /** Bytes of the three float32 matrices, {@code 4(mk + kn + mn)}. */
    public long bytes() {
        return 4L * ((long) rowsA * colsA + (long) colsA * colsB + (long) rowsA * colsB);
    }

    @Override
    public String toString() {
        return rowsA + "×" + colsA + " · " + colsA + "×" + colsB;
    }
}
