package org.distributedbrain.matrix;

import org.distributedbrain.job.BadInput;

/** How large a matrix from outside may be. What a job may be in all is decided by {@code flow.Receive}, not here. */
public final class MatrixLimits {
    /** The most rows, and the most columns. */
    public static final int MAX_DIMENSION = 1_000_000;

    /** The most bytes of one matrix as float32: 1 TiB. */
    public static final long MAX_BYTES = 1L << 40;

    /** The longest {@code .npy} header that is read; NumPy's own are 128 bytes. */
    static final int MAX_HEADER_BYTES = 1 << 16;

    private MatrixLimits() {}

    /**
     * Admits a matrix of {@code rows × cols}.
     *
     * @param name the file, as people know it
     * @throws BadInput when it is empty or too large
     */
    static void check(Object name, long rows, long cols) {
        if (rows < 1 || cols < 1) {
            throw new BadInput("%s is %d×%d and holds no values; a matrix needs at least one row and one column."
                    .formatted(name, rows, cols));
        }
        if (rows > MAX_DIMENSION || cols > MAX_DIMENSION) {
            throw new BadInput("%s is %d×%d; at most %d rows and %d columns are taken: cut it into smaller matrices."
                    .formatted(name, rows, cols, MAX_DIMENSION, MAX_DIMENSION));
        }
        long bytes = 4 * rows * cols;
        if (bytes > MAX_BYTES) {
            throw new BadInput("%s is %d×%d, %s as float32; at most %s are taken: cut it into smaller matrices."
                    .formatted(name, rows, cols, Bytes.text(bytes), Bytes.text(MAX_BYTES)));
        }
    }
}
