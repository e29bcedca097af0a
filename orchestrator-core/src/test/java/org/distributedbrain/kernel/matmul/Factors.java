package org.distributedbrain.kernel.matmul;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.matrix.NpyBytes;

/** Kinds of data that a product may be asked of. */
enum Factors {
    NORMAL,
    POSITIVE,
    CONSTANT,
    /** The second half of each sum takes back the first. */
    CANCELLING,
    /** Magnitudes from 1e-15 to 1e15, each element its own. */
    WIDE,
    SUBNORMAL,
    /** Nine elements of ten are 0, and some rows and columns entirely. */
    SPARSE,
    /** Row i is 10^(i mod 9 - 4) times as large as it would be. */
    SCALED_ROWS;

    /** A as {@code rows × inner} and B as {@code inner × cols} of this kind, written to files and opened. */
    MatmulOperands open(long seed, int rows, int inner, int cols, Path folder) throws IOException {
        Random random = new Random(seed);
        return open(rows, inner, cols, left(random, rows, inner), right(random, inner, cols), folder);
    }

    float[] left(Random random, int rows, int inner) {
        float[] a = new float[rows * inner];
        for (int i = 0; i < rows; i++) {
            for (int p = 0; p < inner; p++) {
                int half = inner / 2;
                boolean takesBack = this == CANCELLING && p >= half && p < 2 * half;
                a[i * inner + p] = takesBack ? -a[i * inner + p - half] : value(random, i);
            }
        }
        return a;
    }

    float[] right(Random random, int inner, int cols) {
        float[] b = new float[inner * cols];
        for (int p = 0; p < inner; p++) {
            for (int j = 0; j < cols; j++) {
                int half = inner / 2;
                boolean takesBack = this == CANCELLING && p >= half && p < 2 * half;
                b[p * cols + j] =
                        takesBack ? b[(p - half) * cols + j] * (1 + 1e-6f * random.nextFloat()) : value(random, j);
            }
        }
        return b;
    }

    static MatmulOperands open(int rows, int inner, int cols, float[] a, float[] b, Path folder) throws IOException {
        Path fileA = NpyBytes.float32(rows, inner, a).write(folder.resolve("A.npy"));
        Path fileB = NpyBytes.float32(inner, cols, b).write(folder.resolve("B.npy"));
        return MatmulOperands.open(new MatmulSource.Files(fileA, fileB), folder.resolve("scratch"));
    }

    private float value(Random random, int line) {
        return switch (this) {
            case NORMAL, CANCELLING -> (float) random.nextGaussian();
            case POSITIVE -> random.nextFloat();
            case CONSTANT -> 0.1f;
            case WIDE -> (float) (random.nextGaussian() * Math.pow(10, 30 * random.nextDouble() - 15));
            case SUBNORMAL -> (float) (random.nextGaussian() * 1e-39);
            case SPARSE -> line % 7 == 3 || random.nextInt(10) > 0 ? 0 : (float) random.nextGaussian();
            case SCALED_ROWS -> (float) (random.nextGaussian() * Math.pow(10, line % 9 - 4));
        };
    }
}
