package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerProfile;

/** Stage 2: cuts a job into chunks: bands of rows of A, each multiplied with the whole of B. */
final class Chunking {
    /** Enough chunks a worker that a slow one does not hold up the others at the end. */
    private static final int CHUNKS_A_WORKER = 8;

    /** Below this a chunk's overhead shows; it is about a millisecond of a good CPU core. */
    private static final double MIN_OPERATIONS = 32e6;

    /** Above this a slow device takes many seconds for one chunk. */
    private static final double MAX_OPERATIONS = 8e9;

    private static final long MAX_BAND_BYTES = 16L << 20;
    private static final long SMALL_BAND_BYTES = 1L << 20;

    private Chunking() {}

    static Fact.JobAccepted plan(CoreState state, Job job) {
        List<WorkerProfile> fleet =
                state.fleet.workers().stream().map(worker -> worker.profile).toList();
        return new Fact.JobAccepted(job, TileGrid.rows(count(job.size(), fleet)), null);
    }

    /** How many chunks a product is cut into for the workers that are connected. */
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

    /** How many operand blocks there are of A and B together. */
    static long blocks(TileGrid grid) {
        return (long) grid.innerParts() * (grid.rowParts() + grid.colParts());
    }

    /**
     * The plan itself, which depends on nothing but its arguments. Blocks are numbered from {@code firstBlock}: first those of A, row by row,
     * then those of B.
     */
    static List<Chunk> cut(Job job, TileGrid grid, long firstBlock) {
        MatmulSize size = job.size();
        List<Chunk> plan = new ArrayList<>(grid.chunks());
        long firstOfB = firstBlock + (long) grid.rowParts() * grid.innerParts();
        for (int index = 0; index < grid.chunks(); index++) {
            int row = grid.row(index);
            int col = grid.col(index);
            int part = grid.part(index);
            int firstRow = TileGrid.start(size.rowsA(), grid.rowParts(), row);
            int rows = TileGrid.start(size.rowsA(), grid.rowParts(), row + 1) - firstRow;
            int firstCol = TileGrid.start(size.colsB(), grid.colParts(), col);
            int cols = TileGrid.start(size.colsB(), grid.colParts(), col + 1) - firstCol;
            int firstInner = TileGrid.start(size.colsA(), grid.innerParts(), part);
            int inner = TileGrid.start(size.colsA(), grid.innerParts(), part + 1) - firstInner;
            BlockId idOfA = new BlockId(firstBlock + (long) row * grid.innerParts() + part);
            BlockId idOfB = new BlockId(firstOfB + (long) part * grid.colParts() + col);
            OperandBlock a = new OperandBlock(idOfA, Operand.A, firstRow, rows, firstInner, inner);
            OperandBlock b = new OperandBlock(idOfB, Operand.B, firstInner, inner, firstCol, cols);
            plan.add(new Chunk(new ChunkId(job.id(), index), a, b, part));
        }
        return plan;
    }
}
