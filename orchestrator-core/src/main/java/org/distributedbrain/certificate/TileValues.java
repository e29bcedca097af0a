package org.distributedbrain.certificate;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.distributedbrain.certificate.Certificate.Tile;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.matrix.Matrix;

/** A tile of a result by itself. */
final class TileValues {
    private TileValues() {}

    /** A copy of the tile's values, row by row. */
    static MemorySegment of(Matrix c, int firstRow, int rows, int firstCol, int cols, Arena arena) {
        MemorySegment values = arena.allocate(4L * rows * cols, 64);
        for (int i = 0; i < rows; i++) {
            long from = 4 * ((long) (firstRow + i) * c.cols() + firstCol);
            MemorySegment.copy(c.values(), from, values, 4L * i * cols, 4L * cols);
        }
        return values;
    }

    static MemorySegment of(Matrix c, Tile tile, Arena arena) {
        return of(c, tile.firstRow(), tile.rows(), tile.firstCol(), tile.cols(), arena);
    }

    /** The tile as a chunk over the whole inner side. */
    static Chunk chunk(JobId job, int index, int firstRow, int rows, int firstCol, int cols, int inner) {
        return new Chunk(
                new ChunkId(job, index),
                new OperandBlock(new BlockId(0), Operand.A, firstRow, rows, 0, inner),
                new OperandBlock(new BlockId(1), Operand.B, 0, inner, firstCol, cols));
    }
}
