package org.distributedbrain.flow;

import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.WorkerProfile;

/**
 * The bytes that the largest chunk of a plan takes: whoever has room for it takes any chunk of the job.
 *
 * @param a of its block of A
 * @param b of its block of B
 * @param c of its result
 */
record Room(String kernel, long a, long b, long c) {

    static Room of(Job job, TileGrid grid) {
        MatmulSize size = job.size();
        long rows = Math.ceilDiv(size.rowsA(), grid.rowParts());
        long inner = Math.ceilDiv(size.colsA(), grid.innerParts());
        long cols = Math.ceilDiv(size.colsB(), grid.colParts());
        return switch (job.source()) {
            case MatmulSource product ->
                new Room(product.kernel(), 4 * rows * inner, 4 * inner * cols, 4 * rows * cols);
            case TileSource tiles -> new Room(tiles.kernel(), 0, 0, 4 * rows * cols);
        };
    }

    long all() {
        return a + b + c;
    }

    long largest() {
        return Math.max(Math.max(a, b), c);
    }

    /** Whether the worker has the kernel, and room for such chunks when it holds nothing else. */
    boolean isAt(WorkerProfile worker) {
        return worker.kernels().contains(kernel)
                && largest() <= worker.maxBlockBytes()
                && all() <= worker.memoryBytes();
    }

    /** Whether there is room beside what its unfinished tasks need. */
    static boolean fits(WorkerRecord worker, Chunk chunk) {
        return worker.holding.leastWith(chunk) <= worker.profile.memoryBytes();
    }
}
