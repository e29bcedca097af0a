package org.distributedbrain.kernel.mandelbrot;

/**
 * The counts of some pixels all over a picture: what the others are likely to be.
 *
 * @param mean of the counts that were looked at
 * @param most the largest of them
 */
record CountSample(double mean, int most) {
    private static final int PIXELS = 256;

    /** How much is spent on looking, in products of two digits of 16 bits: some hundredths of a second. */
    private static final double BUDGET = 25e6;

    /** The additive recurrence R2 (M. Roberts, "The unreasonable effectiveness of quasirandom sequences", 2018): every beginning of it covers the whole evenly. */
    private static final double PLASTIC = 1.324717957244746;

    /** The same for the same picture. */
    static CountSample of(PointGrid grid, int rows, int cols) {
        int budget = (int) (BUDGET / grid.digits() / grid.digits());
        EscapeCounts counts = EscapeCounts.of(grid);
        double sum = 0;
        int most = 1;
        int looked = 0;
        double left = budget;
        while (looked < PIXELS && left > 0) {
            looked++;
            int row = (int) ((0.5 + looked / (PLASTIC * PLASTIC)) % 1 * rows);
            int col = (int) ((0.5 + looked / PLASTIC) % 1 * cols);
            counts.start(grid.re(col), grid.im(row));
            // A count is given up after so many steps; then the worst is assumed.
            int[] patience = {budget / 16_384};
            int count = counts.count(() -> patience[0]-- <= 0);
            int steps = count == EscapeCounts.CANCELLED ? grid.iterations() : count;
            left -= steps;
            sum += steps;
            most = Math.max(most, steps);
        }
        return new CountSample(sum / looked, most);
    }

    /**
     * The count to plan with. At least a quarter of the most, because a task may take four times as long as it is expected to (docs/protocol.md
     * §9): also a tile with nothing but the longest counts must end in time.
     */
    double expected() {
        return Math.max(mean, most / 4.0);
    }
}
