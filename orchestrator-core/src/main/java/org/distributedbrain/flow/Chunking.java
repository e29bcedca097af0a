package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;

/** Stage 2: cuts a job into chunks: bands of rows of A, each multiplied with the whole of B. */
final class Chunking {
    /** Enough chunks a worker that a slow one does not hold up the others at the end. */
    private static final int CHUNKS_A_WORKER = 8;

    /** Below this a chunk's overhead shows; it is about a millisecond of a good CPU core. */
    private static final double MIN_OPERATIONS = 32e6;

    /** Above this a slow device takes many seconds for one chunk. */
    private static final double MAX_OPERATIONS = 8e9;

    private static final long MAX_BAND_BYTES = 16L << 20;

    private Chunking() {}

    static void plan(CoreState state, Job job, Decisions out) {
        out.fact(new Fact.JobAccepted(job, count(job.size(), state.fleet.size())));
    }

    /** How many chunks a product is cut into for a fleet of {@code workers}. */
    static int count(MatmulSize size, int workers) {
        int fleet = Math.max(workers, 1);
        double wanted = Math.min((double) CHUNKS_A_WORKER * fleet, size.operations() / MIN_OPERATIONS);
        double shared = size.operations() >= MIN_OPERATIONS / 16 ? 2.0 * fleet : 1;
        double bandBytes = 4.0 * size.rowsA() * Math.max(size.colsA(), size.colsB());
        double needed = Math.max(size.operations() / MAX_OPERATIONS, bandBytes / MAX_BAND_BYTES);
        return (int) Math.clamp(Math.ceil(Math.max(Math.max(wanted, shared), needed)), 1, size.rowsA());
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
