package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.distributedbrain.flow.Columns.Rectangle;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.OperandBlock;

/**
 * What one worker would do of a job, its territory, and what it would be sent for it. Pure.
 *
 * @param bytesOut of the operand blocks that have to be sent
 * @param firstBytes of them those of its first chunk
 */
record Share(int chunks, double operations, long bytesOut, long firstBytes, long bytesIn) {

    /** @param missing how many bytes of a block have to be sent */
    static Share of(JobRecord job, Rectangle tiles, ToLongFunction<OperandBlock> missing) {
        List<OperandBlock> blocks = new ArrayList<>();
        double operations = 0;
        long bytesIn = 0;
        int chunks = 0;
        for (int part = 0; part < job.grid.innerParts(); part++) {
            for (int row = tiles.firstRow(); row < tiles.endRow(); row++) {
                for (int col = tiles.firstCol(); col < tiles.endCol(); col++) {
                    Chunk chunk = job.chunks.get(job.grid.index(row, col, part)).chunk;
                    if (col == tiles.firstCol()) {
                        blocks.add(chunk.a());
                    }
                    if (row == tiles.firstRow()) {
                        blocks.add(chunk.b());
                    }
                    operations += chunk.operations();
                    bytesIn += chunk.resultBytes();
                    chunks++;
                }
            }
        }
        long first = blocks.stream().limit(2).mapToLong(missing).sum();
        return new Share(chunks, operations, blocks.stream().mapToLong(missing).sum(), first, bytesIn);
    }
}
