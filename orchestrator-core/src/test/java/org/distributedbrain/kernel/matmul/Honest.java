package org.distributedbrain.kernel.matmul;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;

/** Float32 products as honest workers of different makes compute them: the same terms, summed in different orders. */
enum Honest {
    SEQUENTIAL,
    FUSED,
    REVERSED,
    BLOCKED,
    PAIRWISE,
    /** Every operation rounded toward zero, and subnormal numbers replaced by 0: the worst that WGSL allows. */
    TRUNCATING;

    private static final JobId JOB = new JobId("00000000-0000-4000-8000-000000000001");

    /** The chunk of rows {@code [firstRow, firstRow + rows)} and columns {@code [firstCol, firstCol + cols)}. */
    static Chunk chunk(int inner, int firstRow, int rows, int firstCol, int cols) {
        return new Chunk(
                new ChunkId(JOB, 0),
                new OperandBlock(new BlockId(1), Operand.A, firstRow, rows, 0, inner),
                new OperandBlock(new BlockId(2), Operand.B, 0, inner, firstCol, cols));
    }

    /** The same of a part of the sum, over {@code [firstInner, firstInner + inner)}. */
    static Chunk part(int part, int firstInner, int inner, int firstRow, int rows, int firstCol, int cols) {
        return new Chunk(
                new ChunkId(JOB, part),
                new OperandBlock(new BlockId(1), Operand.A, firstRow, rows, firstInner, inner),
                new OperandBlock(new BlockId(2), Operand.B, firstInner, inner, firstCol, cols),
                part);
    }

    MemorySegment compute(MatmulOperands operands, Chunk chunk, Arena arena) {
        MemorySegment values = arena.allocate(chunk.resultBytes(), 64);
        float[] x = new float[chunk.inner()];
        float[] y = new float[chunk.inner()];
        for (int i = 0; i < chunk.rows(); i++) {
            for (int p = 0; p < x.length; p++) {
                x[p] = operands.a().at(chunk.firstRow() + i, chunk.a().firstCol() + p);
            }
            for (int j = 0; j < chunk.cols(); j++) {
                for (int p = 0; p < y.length; p++) {
                    y[p] = operands.b().at(chunk.b().firstRow() + p, chunk.firstCol() + j);
                }
                values.set(Float32.LAYOUT, 4 * ((long) i * chunk.cols() + j), dot(x, y, 0, x.length));
            }
        }
        return values;
    }

    private float dot(float[] x, float[] y, int from, int to) {
        float sum = 0;
        switch (this) {
            case SEQUENTIAL -> {
                for (int p = from; p < to; p++) {
                    sum += x[p] * y[p];
                }
            }
            case FUSED -> {
                for (int p = from; p < to; p++) {
                    sum = Math.fma(x[p], y[p], sum);
                }
            }
            case REVERSED -> {
                for (int p = to - 1; p >= from; p--) {
                    sum += x[p] * y[p];
                }
            }
            case BLOCKED -> {
                for (int start = from; start < to; start += 32) {
                    sum += SEQUENTIAL.dot(x, y, start, Math.min(to, start + 32));
                }
            }
            case PAIRWISE -> {
                if (to - from <= 2) {
                    return SEQUENTIAL.dot(x, y, from, to);
                }
                int middle = (from + to) >>> 1;
                return dot(x, y, from, middle) + dot(x, y, middle, to);
            }
            case TRUNCATING -> {
                for (int p = from; p < to; p++) {
                    float term = truncate((double) flush(x[p]) * flush(y[p]));
                    sum = truncate((double) sum + term);
                }
            }
        }
        return sum;
    }

    private static float truncate(double value) {
        float nearest = (float) value;
        if (Math.abs((double) nearest) > Math.abs(value)) {
            nearest = Math.copySign(Math.nextDown(Math.abs(nearest)), nearest);
        }
        return flush(nearest);
    }

    private static float flush(float value) {
        return Math.abs(value) < Float.MIN_NORMAL ? Math.copySign(0f, value) : value;
    }
}
