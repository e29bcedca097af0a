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

    static void plan(CoreState state, Job job, Decisions out) {
        List<WorkerProfile> fleet =
                state.fleet.workers().stream().map(worker -> worker.profile).toList();
        out.fact(new Fact.JobAccepted(job, count(job.size(), fleet)));
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

    /**
     * The plan itself, which depends on nothing but its arguments. Bands differ by one row at most. Blocks are numbered from
     * {@code firstBlock}: B first, then the bands of A.
     */
    static List<Chunk> cut(Job job, int chunks, long firstBlock) {
        MatmulSize size = job.size();
        OperandBlock b = new OperandBlock(new BlockId(firstBlock), Operand.B, 0, size.colsA(), 0, size.colsB());
        List<Chunk> plan = new ArrayList<>(chunks);
        for (int i = 0; i < chunks; i++) {
            int from = (int) ((long) size.rowsA() * i / chunks);
            int to = (int) ((long) size.rowsA() * (i + 1) / chunks);
            BlockId id = new BlockId(firstBlock + 1 + i);
            OperandBlock a = new OperandBlock(id, Operand.A, from, to - from, 0, size.colsA());
            plan.add(new Chunk(new ChunkId(job.id(), i), a, b));
        }
        return plan;
    }
}
