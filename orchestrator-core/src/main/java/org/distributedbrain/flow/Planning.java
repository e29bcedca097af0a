package org.distributedbrain.flow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerProfile;

/**
 * Finds the tile grid of a job for the workers that are connected: the one with which the least time would pass, of those whose borders can be the
 * borders of the workers' {@link Columns}. The workers are taken to be equal here; how they differ is left to their territories. Nothing here
 * depends on anything but its arguments.
 */
final class Planning {

    /** One of the workers that a plan is made for. */
    record Helper(WorkerProfile profile, double operationsPerSecond) {}

    /** Bytes a second that leave this computer, and arrive: what a byte is worth beside the rest. */
    private static final double BYTES_A_SECOND = 400e6;

    /** Bytes of A a second that verification goes through; it does so once for every column of tiles. */
    private static final double CHECKED_BYTES_A_SECOND = 4e9;

    /**
     * What a chunk more takes here: its messages, its check, its rows in the database, and a place in line at every thread on its way, all of
     * which a job of a few dozen milliseconds feels more than it gains from smaller chunks. See docs/performance.md.
     */
    private static final double SECONDS_A_CHUNK = 1e-3;

    /** A slower worker than this part of the fastest does not set the size of the chunks. */
    private static final double MATTERS = 1 / 16.0;

    /** Longer than this no chunk should take a worker that matters. */
    private static final double LONGEST_CHUNK = 2;

    private final MatmulSize size;
    private final BlockLimit limit;
    private final int least;
    private final int workers;
    private final Cut ofA;
    private final Cut ofB;
    private final double slowest;
    private TileGrid best;
    private double bestCost = Double.POSITIVE_INFINITY;

    private Planning(MatmulSize size, BlockLimit limit, int least, List<Helper> fleet, Cut ofA, Cut ofB) {
        this.ofA = ofA;
        this.ofB = ofB;
        this.size = size;
        this.limit = limit;
        this.least = least;
        this.workers = Math.max(1, fleet.size());
        double fastest =
                fleet.stream().mapToDouble(Helper::operationsPerSecond).max().orElse(30e9);
        this.slowest = fleet.stream()
                .mapToDouble(Helper::operationsPerSecond)
                .filter(speed -> speed >= fastest * MATTERS)
                .min()
                .orElse(fastest);
        this.best = new TileGrid(limit.leastRowParts(), limit.leastColParts(), limit.innerParts());
    }

    /**
     * How a job of this size is cut.
     *
     * @param fleet the workers that have the kernel
     * @param ofA how A lies at workers already
     * @param ofB how B does
     */
    static TileGrid grid(MatmulSize size, Partition partition, List<Helper> fleet, Cut ofA, Cut ofB) {
        List<WorkerProfile> profiles = fleet.stream().map(Helper::profile).toList();
        return switch (partition) {
            case ROWS -> TileGrid.rows(RowBands.count(size, profiles));
            case TILES -> new Planning(size, BlockLimit.of(size, profiles), 2, fleet, ofA, ofB).search();
            case AUTO -> new Planning(size, BlockLimit.of(size, profiles), 1, fleet, ofA, ofB).search();
        };
    }

    private TileGrid search() {
        double ideal = Math.sqrt((double) workers * size.colsB() / size.rowsA());
        int most = (int) Math.clamp(2 * ideal + 2, 1, workers);
        for (int columns = (int) Math.clamp(ideal / 2, 1, workers); columns <= most; columns++) {
            tryWith(columns);
        }
        return best;
    }

    /** With the workers in so many columns, of which some have one worker more than the others. */
    private void tryWith(int columns) {
        int inAColumn = workers / columns;
        boolean even = workers % columns == 0;
        Set<Integer> rowParts = new LinkedHashSet<>();
        Set<Integer> colParts = new LinkedHashSet<>();
        multiples(even ? inAColumn : inAColumn * (inAColumn + 1), limit.leastRowParts(), size.rowsA(), rowParts);
        multiples(even ? columns : workers, limit.leastColParts(), size.colsB(), colParts);
        multiples(1, limit.leastRowParts(), size.rowsA(), rowParts);
        multiples(1, limit.leastColParts(), size.colsB(), colParts);
        like(ofA, limit.leastRowParts(), rowParts);
        like(ofB, limit.leastColParts(), colParts);
        for (int rows : rowParts) {
            for (int cols : colParts) {
                TileGrid grid = new TileGrid(rows, cols, limit.innerParts());
                if (limit.allows(grid)) {
                    double cost = cost(grid, columns);
                    if (cost < bestCost) {
                        bestCost = cost;
                        best = grid;
                    }
                }
            }
        }
    }

    /** As it lies at workers, where that is possible. */
    private void like(Cut cut, int from, Set<Integer> found) {
        if (cut.parts() >= Math.max(from, least)) {
            found.add(cut.parts());
        }
    }

    /** Some multiples of {@code unit}, close to each other at first, from {@code from} to {@code side}. */
    private void multiples(int unit, int from, int side, Set<Integer> found) {
        int first = Math.max(Math.min(least, side), from);
        long times = Math.ceilDiv(first, unit);
        for (int i = 0; i < 12 && times * unit <= side; i++) {
            found.add((int) (times * unit));
            times = Math.max(times + 1, times * 5 / 4);
        }
    }

    /** Seconds: all operands to all workers and the result back, computing, and what cannot be hidden behind either at the beginning and the end. */
    private double cost(TileGrid grid, int columns) {
        double all = 4.0 * size.rowsA() * size.colsA();
        double a = all * ofA.missing(grid.rowParts(), grid.innerParts());
        double b = 4.0 * size.colsA() * size.colsB() * ofB.missing(grid.colParts(), grid.innerParts());
        double c = 4.0 * size.rowsA() * size.colsB() * grid.innerParts();
        int helpers = Math.min(workers, grid.chunks());
        double share = (double) grid.rowParts() * grid.colParts() / workers;
        double bytes = c;
        double misplaced = 0;
        int before = 0;
        for (int column = 0; column < columns; column++) {
            int height = TileGrid.start(workers, columns, column + 1) - before;
            int width = edge(grid, before + height) - edge(grid, before);
            before += height;
            bytes += width == 0 ? 0 : a + b * width / grid.colParts() * Math.min(height, grid.rowParts());
            misplaced += Columns.excess(grid.rowParts(), width, height, share);
        }
        double block = a / grid.rowParts() + b / grid.colParts();
        bytes += misplaced * block;
        double chunk = size.operations() / grid.chunks() / slowest;
        double fill = helpers * block / grid.innerParts();
        double tail = chunk * (1 + Math.max(0, chunk / LONGEST_CHUNK - 1));
        double computing = size.operations() / slowest / helpers;
        double checking = all * grid.colParts() / CHECKED_BYTES_A_SECOND;
        return (bytes + fill) / BYTES_A_SECOND + computing + tail + checking + grid.chunks() * SECONDS_A_CHUNK;
    }

    private int edge(TileGrid grid, int before) {
        return (int) Math.round((double) grid.colParts() * before / workers);
    }
}
