package org.distributedbrain.flow;

import java.util.List;
import java.util.LongSummaryStatistics;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.WorkerProfile;

/** The original way of cutting a job: into bands of rows of A, each multiplied with the whole of B. */
final class RowBands {
    /** Enough chunks a worker that a slow one does not hold up the others at the end. */
    private static final int CHUNKS_A_WORKER = 8;

    /** Below this a chunk's overhead shows; it is about a millisecond of a good CPU core. */
    private static final double MIN_OPERATIONS = 32e6;

    /** Above this a slow device takes many seconds for one chunk. */
    private static final double MAX_OPERATIONS = 8e9;

    private static final long MAX_BAND_BYTES = 16L << 20;
    private static final long SMALL_BAND_BYTES = 1L << 20;

    private RowBands() {}

    /** How many bands there are for these workers. */
    static int count(MatmulSize size, List<WorkerProfile> workers) {
        int fleet = Math.max(workers.size(), 1);
        double wanted = Math.min((double) CHUNKS_A_WORKER * fleet, size.operations() / MIN_OPERATIONS);
        double shared = size.operations() >= MIN_OPERATIONS / 16 ? 2.0 * fleet : 1;
        long rowsABand = bandBytes(size, workers) / rowBytes(size);
        double needed = Math.max(size.operations() / MAX_OPERATIONS, Math.ceilDiv(size.rowsA(), rowsABand));
        return (int) Math.clamp(Math.ceil(Math.max(Math.max(wanted, shared), needed)), 1, size.rowsA());
    }

    /**
     * The longest band of A or C, at least one row: what the most modest worker takes beside B, twice because a second task waits while one
     * computes. Those that take less than {@link #SMALL_BAND_BYTES} do not count while there are others, for they would make crumbs of it.
     */
    private static long bandBytes(MatmulSize size, List<WorkerProfile> workers) {
        long b = 4L * size.colsA() * size.colsB();
        LongSummaryStatistics takes = workers.stream()
                .filter(worker -> b <= worker.maxBlockBytes())
                .mapToLong(worker -> Math.min(worker.maxBlockBytes(), (worker.memoryBytes() - b) / 4))
                .filter(bytes -> bytes >= rowBytes(size))
                .summaryStatistics();
        if (takes.getCount() == 0) {
            return MAX_BAND_BYTES;
        }
        long modest = Math.max(takes.getMin(), SMALL_BAND_BYTES);
        return Math.min(Math.min(modest, takes.getMax()), MAX_BAND_BYTES);
    }

    private static long rowBytes(MatmulSize size) {
        return 4L * Math.max(size.colsA(), size.colsB());
    }
}
