package org.distributedbrain.server;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.matrix.BlockContent;

/** Chunks and operands for tests. */
final class Chunks {
    static final JobId JOB = new JobId("00000000-0000-4000-8000-000000000001");

    private Chunks() {}

    /** A chunk {@code rows × inner × cols} whose operands are blocks {@code a} and {@code b}. */
    static Chunk chunk(int rows, int inner, int cols, long a, long b) {
        return new Chunk(
                new ChunkId(JOB, 0),
                new OperandBlock(new BlockId(a), Operand.A, 0, rows, 0, inner),
                new OperandBlock(new BlockId(b), Operand.B, 0, inner, 0, cols));
    }

    /** The block filled with {@code first, first + 1, …}, side by side. */
    static BlockContent content(OperandBlock block, float first) {
        MemorySegment values = Arena.ofAuto().allocate(block.bytes(), 4);
        for (long i = 0; i < block.values(); i++) {
            values.setAtIndex(ValueLayout.JAVA_FLOAT, i, first + i);
        }
        return new BlockContent(block, values.asReadOnly(), block.cols());
    }
}
