package org.distributedbrain.job;

/** How a job's results are checked before they may enter its result. */
public enum Verification {
    /** Freivalds' test in float64 with secret random vectors. */
    FREIVALDS,
    /** Freivalds' test, and every value compared with a product in float64 that this computer makes: as much work as the job itself. */
    CPU,
    /** Not at all: whatever a worker returns is taken. Said wherever the result is shown. */
    NONE;

    /** Up to this many multiplications. */
    private static final double FULL_COMPARISON = 512.0 * 512 * 512;

    /** Whether a result is proven right, or wrong, by itself, whoever gave it. */
    public boolean provesEachResult() {
        return this != NONE;
    }

    /** Whether every value of a product of this size is also compared with one in float64. */
    public boolean comparesInFull(MatmulSize size) {
        return this == CPU
                || (this == FREIVALDS && (double) size.rowsA() * size.colsA() * size.colsB() <= FULL_COMPARISON);
    }
}
