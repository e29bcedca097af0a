package org.distributedbrain.flow;

import java.util.List;
import java.util.LongSummaryStatistics;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerProfile;

/**
 * How large a block of an operand or a result may be, and with that, how few parts a product may be cut into.
 *
 * @param bytes no block is larger, unless one value would be
 */
record BlockLimit(MatmulSize size, long bytes, int innerParts) {
    /** Unless a product needs larger ones: so small that devices which come later can help, too. */
    private static final long USUAL = 16L << 20;

    /** Workers that take less do not count while there are others, for they would make crumbs of everything. */
    private static final long SMALL = 1L << 20;

    /** Two tasks at once: three blocks and two results, or the other way round, and one to spare. */
    private static final int PIECES = 6;

    /** Chunks of a job, when its workers take blocks large enough for it. Each is remembered, and costs time here. */
    private static final int USUAL_CHUNKS = 10_000;

    /** Chunks of a job whose workers take small blocks only. With more than that a larger device has to come. */
    private static final int MOST_CHUNKS = 100_000;

    /** The inner side is parted when a block over the whole of it has fewer rows or columns: each is then used too few times. */
    private static final int NARROW = 16;

    static BlockLimit of(MatmulSize size, List<WorkerProfile> workers) {
        long taken = taken(workers);
        long bytes = Math.min(taken, USUAL);
        while (bytes < taken && (innerParts(size, bytes) > 1 || chunks(size, bytes) > USUAL_CHUNKS)) {
            bytes = Math.min(taken, 2 * bytes);
        }
        while (chunks(size, bytes) > MOST_CHUNKS) {
            bytes *= 2; // more than they take
        }
        return new BlockLimit(size, bytes, innerParts(size, bytes));
    }

    /** What the most modest worker that counts takes. */
    private static long taken(List<WorkerProfile> workers) {
        LongSummaryStatistics takes = workers.stream()
                .mapToLong(worker -> Math.min(worker.maxBlockBytes(), worker.memoryBytes() / PIECES))
                .summaryStatistics();
        return takes.getCount() == 0 ? USUAL : Math.min(Math.max(takes.getMin(), SMALL), takes.getMax());
    }

    private static int innerParts(MatmulSize size, long bytes) {
        long narrow = Math.min(NARROW, Math.max(size.rowsA(), size.colsB()));
        return (int) Math.min(size.colsA(), Math.ceilDiv(4 * narrow * size.colsA(), bytes));
    }

    private static long chunks(MatmulSize size, long bytes) {
        BlockLimit limit = new BlockLimit(size, bytes, innerParts(size, bytes));
        long result = Math.ceilDiv(4L * size.rowsA() * size.colsB(), bytes);
        return Math.max((long) limit.leastRowParts() * limit.leastColParts(), result) * limit.innerParts();
    }

    int leastRowParts() {
        return parts(size.rowsA());
    }

    int leastColParts() {
        return parts(size.colsB());
    }

    private int parts(int side) {
        long inner = Math.ceilDiv(size.colsA(), innerParts);
        return (int) Math.min(side, Math.ceilDiv((long) side, Math.max(1, bytes / (4 * inner))));
    }

    boolean allows(TileGrid grid) {
        long rows = Math.ceilDiv(size.rowsA(), grid.rowParts());
        long cols = Math.ceilDiv(size.colsB(), grid.colParts());
        return 4 * rows * cols <= Math.max(bytes, 4)
                && (long) grid.rowParts() * grid.colParts() * grid.innerParts() <= 2L * MOST_CHUNKS;
    }
}
