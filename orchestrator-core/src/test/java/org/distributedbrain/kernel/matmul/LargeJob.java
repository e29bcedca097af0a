package org.distributedbrain.kernel.matmul;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.matrix.ResultFile;

/** Operands and a result of 64 MiB each go through every part of this package and of {@code matrix}, in a process with a smaller heap. */
final class LargeJob {
    private static final int SIZE = 4096;
    private static final int COLS = 48;
    private static final int ROWS = 1024;

    private LargeJob() {}

    /** {@code args}: a folder to work in, with a {@code B.npy} of 4096 rows. Prints {@code passed} when all is well. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        try (ResultFile result = ResultFile.create(folder.resolve("wide.npy"), SIZE, SIZE);
                Arena arena = Arena.ofConfined()) {
            MemorySegment band = arena.allocate(4L * ROWS * SIZE, 64);
            for (int row = 0; row < SIZE; row += ROWS) {
                result.write(row, ROWS, 0, SIZE, band);
                result.force();
            }
            result.seal();
        }
        multiply(new MatmulSource.Synthetic(new MatmulSize(SIZE, SIZE, COLS), 11), folder);
        multiply(new MatmulSource.Files(folder.resolve("wide.npy"), folder.resolve("B.npy")), folder);
        System.out.println("passed");
    }

    private static void multiply(MatmulSource source, Path folder) {
        try (MatmulOperands operands = MatmulOperands.open(source, folder.resolve("scratch"));
                Arena arena = Arena.ofConfined()) {
            MatmulCheck check = MatmulCheck.create(operands);
            int inner = operands.size().colsA();
            int cols = operands.size().colsB();
            PackedB b = PackedB.of(operands.b().values(), inner, cols, arena);
            MemorySegment values = arena.allocate(4L * ROWS * cols, 64);
            for (int row = 0; row < SIZE; row += ROWS) {
                MemorySegment a = operands.a().values().asSlice(4L * row * inner, 4L * ROWS * inner);
                new Gemm().multiply(a, b, values, GemmRange.all(ROWS, b), () -> false);
                Chunk chunk = Honest.chunk(inner, row, ROWS, 0, cols);
                if (!(check.check(chunk, values) instanceof Verdict.Passed)) {
                    throw new IllegalStateException("refused at row " + row);
                }
            }
        }
    }
}
