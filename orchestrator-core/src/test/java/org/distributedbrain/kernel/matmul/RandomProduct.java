package org.distributedbrain.kernel.matmul;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Random;
import org.distributedbrain.job.Chunk;

/**
 * A tile of a product, of any size from 1 to 4096 and any kind of data, drawn by chance; each seed gives the same one again.
 *
 * @param a what a worker gets of A: {@code rows × inner}
 * @param b what a worker gets of B: {@code inner × cols}
 * @param above rows of A above the tile's; {@code before} of the inner side and {@code left} columns of B likewise
 * @param finite whether no NaN or infinity was planted
 */
record RandomProduct(
        String kind,
        int rows,
        int inner,
        int cols,
        float[] a,
        float[] b,
        int above,
        int before,
        int left,
        boolean finite) {
    private static final int LARGEST = 4096;

    private enum Scale {
        ONE,
        /** All of A times a power of ten from 1e-30 to 1e30, all of B likewise. */
        ANY,
        /** Row i of A times 10^(i mod 9 - 4). */
        ROWS,
        /** One column of B a thousand times as large. */
        COLUMN
    }

    /** @param work about how many multiplications it should take at most */
    static RandomProduct of(long seed, long work) {
        Random random = new Random(seed);
        random.nextInt();
        int rows = size(random);
        int inner = size(random);
        int cols = size(random);
        while ((long) rows * inner * cols > work || (long) inner * (rows + cols) > 4 << 20) {
            int most = Math.max(rows, Math.max(inner, cols));
            if (rows == most) {
                rows = Math.ceilDiv(rows, 2);
            } else if (inner == most && random.nextBoolean()) {
                inner = Math.ceilDiv(inner, 2);
            } else if (cols == most) {
                cols = Math.ceilDiv(cols, 2);
            } else {
                rows = Math.ceilDiv(rows, 2);
                inner = Math.ceilDiv(inner, 2);
            }
        }
        Factors[] factors = Factors.values();
        Factors kind = factors[random.nextInt(factors.length)];
        Scale scale = random.nextInt(3) > 0 ? Scale.ONE : Scale.values()[random.nextInt(Scale.values().length)];
        float[] a = kind.left(random, rows, inner);
        float[] b = kind.right(random, inner, cols);
        scale(scale, random, inner, cols, a, b);
        boolean finite = random.nextInt(12) > 0;
        if (!finite) {
            float[] odd = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
            for (int i = random.nextInt(3); i >= 0; i--) {
                float[] of = random.nextBoolean() ? a : b;
                of[random.nextInt(of.length)] = odd[random.nextInt(3)];
            }
        }
        return new RandomProduct(
                kind + "/" + scale + (finite ? "" : "/not finite") + ", seed " + seed,
                rows,
                inner,
                cols,
                a,
                b,
                random.nextInt(3),
                random.nextInt(3),
                random.nextInt(3),
                finite);
    }

    private static int size(Random random) {
        return (int) Math.round(Math.exp(random.nextDouble() * Math.log(LARGEST)));
    }

    private static void scale(Scale scale, Random random, int inner, int cols, float[] a, float[] b) {
        switch (scale) {
            case ONE -> {}
            case ANY -> {
                float ofA = (float) Math.pow(10, 60 * random.nextDouble() - 30);
                float ofB = (float) Math.pow(10, 60 * random.nextDouble() - 30);
                for (int i = 0; i < a.length; i++) {
                    a[i] *= ofA;
                }
                for (int i = 0; i < b.length; i++) {
                    b[i] *= ofB;
                }
            }
            case ROWS -> {
                for (int i = 0; i < a.length; i++) {
                    a[i] *= (float) Math.pow(10, i / inner % 9 - 4);
                }
            }
            case COLUMN -> {
                int col = random.nextInt(cols);
                for (int p = 0; p < inner; p++) {
                    b[p * cols + col] *= 1000;
                }
            }
        }
    }

    Chunk chunk() {
        return Honest.part(before > 0 ? 1 : 0, before, inner, above, rows, left, cols);
    }

    /** The factors of the whole product, in which nothing but zeros is around the tile's. */
    MatmulOperands open(Path folder) throws IOException {
        float[] wholeA = new float[(above + rows) * (before + inner)];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(a, i * inner, wholeA, (above + i) * (before + inner) + before, inner);
        }
        float[] wholeB = new float[(before + inner) * (left + cols)];
        for (int p = 0; p < inner; p++) {
            System.arraycopy(b, p * cols, wholeB, (before + p) * (left + cols) + left, cols);
        }
        return Factors.open(above + rows, before + inner, left + cols, wholeA, wholeB, folder);
    }

    /** Root mean square of a result. */
    static double rms(MemorySegment values) {
        double squares = 0;
        for (long at = 0; at < values.byteSize(); at += 4) {
            double x = values.get(Float32.LAYOUT, at);
            squares += x * x;
        }
        return Math.sqrt(squares / (values.byteSize() / 4));
    }

    double exact(int row, int col) {
        double sum = 0;
        for (int p = 0; p < inner; p++) {
            sum += (double) a[row * inner + p] * b[p * cols + col];
        }
        return sum;
    }

    String story() {
        return kind + ": " + rows + " × " + inner + " × " + cols;
    }
}
