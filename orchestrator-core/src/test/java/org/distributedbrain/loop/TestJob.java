package org.distributedbrain.loop;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.OpenSource;
import org.distributedbrain.kernel.matmul.MatmulCheck;
import org.distributedbrain.kernel.matmul.MatmulOperands;
import org.distributedbrain.matrix.ElementType;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.ResultFile;

/** A real job, of 2×3 times 3×4 unless said otherwise, in two chunks of a row each, with its files in a folder. */
final class TestJob {
    private final MatmulSize size;
    final JobId id;
    final Path path;
    final ResultFile result;
    final MatmulOperands operands;
    final OpenJob open;

    TestJob(Path folder, int number) {
        this(folder, number, new MatmulSize(2, 3, 4));
    }

    TestJob(Path folder, int number, MatmulSize size) {
        this.size = size;
        id = new JobId(new UUID(0, number).toString());
        path = folder.resolve(id + ".npy");
        operands = MatmulOperands.open(new MatmulSource.Synthetic(size, number), folder);
        result = ResultFile.create(path, size.rowsA(), size.colsB());
        MatmulCheck check = MatmulCheck.create(operands, Verification.FREIVALDS);
        open = new OpenJob(new OpenSource(operands, check, size, ElementType.FLOAT32, List.of()), result);
    }

    Job job() {
        return TestJobs.job(id, size, "test", List.of(), Instant.EPOCH);
    }

    Chunk chunk(int row) {
        return new Chunk(
                new ChunkId(id, row),
                new OperandBlock(new BlockId(row), Operand.A, row, 1, 0, size.colsA()),
                new OperandBlock(new BlockId(9), Operand.B, 0, size.colsA(), 0, size.colsB()));
    }

    /** The row's right values. */
    void compute(int row, MemorySegment values) {
        for (int col = 0; col < size.colsB(); col++) {
            values.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).putFloat(4 * col, value(row, col));
        }
    }

    private float value(int row, int col) {
        float sum = 0;
        for (int p = 0; p < size.colsA(); p++) {
            sum += operands.a().at(row, p) * operands.b().at(p, col);
        }
        return sum;
    }

    long rowBytes() {
        return 4L * size.colsB();
    }

    boolean isRight(Matrix product) {
        for (int row = 0; row < size.rowsA(); row++) {
            for (int col = 0; col < size.colsB(); col++) {
                if (product.at(row, col) != value(row, col)) {
                    return false;
                }
            }
        }
        return true;
    }

    static MemorySegment anyRow() {
        return Arena.ofAuto().allocate(16, 4);
    }
}
