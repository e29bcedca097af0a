package org.distributedbrain.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Operand;
import org.distributedbrain.matrix.SyntheticMatrix;

/** Products of matrices made from seeds, and what they are in float64. A few of them, used again and again. */
final class KnownProducts implements KnownJobs {
    private static final int SEEDS = 8;

    /** 96 chunks for workers that hold 32×32 numbers in one piece. Every value of it is compared. */
    static final MatmulSize SMALL = new MatmulSize(3_072, 32, 32);

    /** Just too large for that, so that Freivalds' test decides alone: 128 chunks for workers that hold 128×128 numbers. */
    static final MatmulSize LARGE = new MatmulSize(1_024, 129, 1_024);

    /** Of the root mean square of the whole: what a wrong value may be off without being found. */
    private static final double TOLERANCE = 1e-4;

    private final MatmulSize size;
    private final Map<Integer, double[]> products = new HashMap<>();

    KnownProducts(MatmulSize size) {
        this.size = size;
    }

    static int seed(int number) {
        return number % SEEDS;
    }

    @Override
    public Map<String, Object> job(int number) {
        return Map.of(
                "kernel",
                "matmul",
                "rowsA",
                size.rowsA(),
                "colsA",
                size.colsA(),
                "colsB",
                size.colsB(),
                "seed",
                seed(number));
    }

    @Override
    public boolean isRight(int number, byte[] npy) {
        double[] expected = products.computeIfAbsent(seed(number), this::product);
        FloatBuffer values = ByteBuffer.wrap(npy, npy.length - 4 * expected.length, 4 * expected.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        double sum = 0;
        for (double value : expected) {
            sum += value * value;
        }
        double bound = TOLERANCE * Math.sqrt(sum / expected.length);
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(values.get(i) - expected[i]) <= bound)) {
                return false;
            }
        }
        return true;
    }

    private double[] product(int seed) {
        int inner = size.colsA();
        int cols = size.colsB();
        double[] b = new double[inner * cols];
        for (int i = 0; i < b.length; i++) {
            b[i] = SyntheticMatrix.value(seed, Operand.B, i);
        }
        double[] c = new double[size.rowsA() * cols];
        for (int i = 0; i < size.rowsA() * inner; i++) {
            double a = SyntheticMatrix.value(seed, Operand.A, i);
            for (int j = 0; j < cols; j++) {
                c[i / inner * cols + j] += a * b[i % inner * cols + j];
            }
        }
        return c;
    }
}
