package org.distributedbrain.kernel.matmul;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.function.BooleanSupplier;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of verification: scalar products of four rows with three vectors and with themselves, in float64. Sixteen sums grow side by side, so that
 * each value that is loaded serves four of them.
 *
 * <p>The loop is there twice. On the Vector API it takes a fifth of the time when warm, but until the compiler has got to it, it takes twenty times
 * as long (0.3 to 1 s against 20 to 40 ms for a million values), and most jobs meet a fresh process. So the plain loops work until {@link #rehearse} has seen
 * the other to be faster.
 */
final class Dots {
    /** How many rows are multiplied together. */
    static final int ROWS = 4;

    /** How many vectors they are multiplied with together. */
    static final int VECTORS = 3;

    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
    private static final int LANES = DOUBLES.length();

    /** So many times in a row it has to be faster: code that was compiled too early is thrown away once more. */
    private static final int STEADY = 50;

    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final int[] COUNTS = {2048, 1000, 256, 37, 2048, 5};

    private static volatile boolean ready;

    private Dots() {}

    static boolean isReady() {
        return ready;
    }

    /**
     * Adds {@code Σ x_i[p]·vectors[g][first + p]} over the first {@code count} values of four rows x_i to {@code sums[i][g]}, for three g, and
     * {@code Σ x_i[p]²} to {@code squares[i]}.
     */
    static void plain(
            float[][] rows, int count, double[][] vectors, int g, int first, double[][] sums, double[] squares) {
        for (int i = 0; i < ROWS; i++) {
            squares[i] += plain(rows[i], count, vectors, g, first, sums[i]);
        }
    }

    /** Two values at a time, so that eight sums grow side by side. */
    private static double plain(float[] values, int count, double[][] vectors, int g, int first, double[] sums) {
        double[] u = vectors[g];
        double[] v = vectors[g + 1];
        double[] w = vectors[g + 2];
        double even0 = 0;
        double even1 = 0;
        double even2 = 0;
        double even3 = 0;
        double odd0 = 0;
        double odd1 = 0;
        double odd2 = 0;
        double odd3 = 0;
        int i = 0;
        for (; i < count - 1; i += 2) {
            double x = values[i];
            double y = values[i + 1];
            int j = first + i;
            even0 += x * u[j];
            even1 += x * v[j];
            even2 += x * w[j];
            even3 += x * x;
            odd0 += y * u[j + 1];
            odd1 += y * v[j + 1];
            odd2 += y * w[j + 1];
            odd3 += y * y;
        }
        if (i < count) {
            double x = values[i];
            even0 += x * u[first + i];
            even1 += x * v[first + i];
            even2 += x * w[first + i];
            even3 += x * x;
        }
        sums[g] += even0 + odd0;
        sums[g + 1] += even1 + odd1;
        sums[g + 2] += even2 + odd2;
        return even3 + odd3;
    }

    /**
     * The same for {@code count} values from the first on, with vector registers and straight from memory.
     *
     * @param at where each row begins in {@code memory}, in bytes
     */
    static void vectors(
            MemorySegment memory,
            long[] at,
            int count,
            double[][] vectors,
            int g,
            int first,
            double[][] sums,
            double[] squares) {
        double[] u = vectors[g];
        double[] v = vectors[g + 1];
        double[] w = vectors[g + 2];
        long at0 = at[0];
        long at1 = at[1];
        long at2 = at[2];
        long at3 = at[3];
        DoubleVector u0 = DoubleVector.zero(DOUBLES);
        DoubleVector u1 = u0;
        DoubleVector u2 = u0;
        DoubleVector u3 = u0;
        DoubleVector v0 = u0;
        DoubleVector v1 = u0;
        DoubleVector v2 = u0;
        DoubleVector v3 = u0;
        DoubleVector w0 = u0;
        DoubleVector w1 = u0;
        DoubleVector w2 = u0;
        DoubleVector w3 = u0;
        DoubleVector s0 = u0;
        DoubleVector s1 = u0;
        DoubleVector s2 = u0;
        DoubleVector s3 = u0;
        int whole = count - count % LANES;
        for (int p = 0; p < whole; p += LANES) {
            DoubleVector x = DoubleVector.fromArray(DOUBLES, u, first + p);
            DoubleVector y = DoubleVector.fromArray(DOUBLES, v, first + p);
            DoubleVector z = DoubleVector.fromArray(DOUBLES, w, first + p);
            DoubleVector a = widened(memory, at0 + 4L * p);
            u0 = a.fma(x, u0);
            v0 = a.fma(y, v0);
            w0 = a.fma(z, w0);
            s0 = a.fma(a, s0);
            a = widened(memory, at1 + 4L * p);
            u1 = a.fma(x, u1);
            v1 = a.fma(y, v1);
            w1 = a.fma(z, w1);
            s1 = a.fma(a, s1);
            a = widened(memory, at2 + 4L * p);
            u2 = a.fma(x, u2);
            v2 = a.fma(y, v2);
            w2 = a.fma(z, w2);
            s2 = a.fma(a, s2);
            a = widened(memory, at3 + 4L * p);
            u3 = a.fma(x, u3);
            v3 = a.fma(y, v3);
            w3 = a.fma(z, w3);
            s3 = a.fma(a, s3);
        }
        squares[0] += add(sums[0], g, u0, v0, w0, s0);
        squares[1] += add(sums[1], g, u1, v1, w1, s1);
        squares[2] += add(sums[2], g, u2, v2, w2, s2);
        squares[3] += add(sums[3], g, u3, v3, w3, s3);
        for (int i = 0; i < ROWS && whole < count; i++) {
            squares[i] += rest(memory, at[i], whole, count, u, v, w, first, sums[i], g);
        }
    }

    private static DoubleVector widened(MemorySegment memory, long at) {
        return (DoubleVector) FloatVector.fromMemorySegment(FLOATS, memory, at, Float32.ORDER)
                .convertShape(VectorOperators.F2D, DOUBLES, 0);
    }

    /** What is left of a row behind whole registers. */
    private static double rest(
            MemorySegment memory,
            long at,
            int from,
            int count,
            double[] u,
            double[] v,
            double[] w,
            int first,
            double[] sums,
            int g) {
        double ofU = 0;
        double ofV = 0;
        double ofW = 0;
        double squares = 0;
        for (int p = from; p < count; p++) {
            double x = memory.get(Float32.LAYOUT, at + 4L * p);
            ofU += x * u[first + p];
            ofV += x * v[first + p];
            ofW += x * w[first + p];
            squares += x * x;
        }
        sums[g] += ofU;
        sums[g + 1] += ofV;
        sums[g + 2] += ofW;
        return squares;
    }

    private static double add(
            double[] sums, int g, DoubleVector u, DoubleVector v, DoubleVector w, DoubleVector squares) {
        sums[g] += u.reduceLanes(VectorOperators.ADD);
        sums[g + 1] += v.reduceLanes(VectorOperators.ADD);
        sums[g + 2] += w.reduceLanes(VectorOperators.ADD);
        return squares.reduceLanes(VectorOperators.ADD);
    }

    /** Runs both loops side by side until that with vectors has become the faster one, or for some seconds, or until {@code stop}. */
    static void rehearse(BooleanSupplier stop) {
        Random random = new Random(0);
        float[][] rows = new float[ROWS][COUNTS[0]];
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextFloat();
            }
        }
        double[][] r = new double[VECTORS][COUNTS[0] + LANES];
        double[][] sums = new double[ROWS][VECTORS];
        double[] squares = new double[ROWS];
        long[] at = new long[ROWS];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(4L * COUNTS[0], 64);
            long start = System.nanoTime();
            int faster = 0;
            for (int round = 0; !ready && !stop.getAsBoolean() && System.nanoTime() - start < LONGEST_NANOS; round++) {
                int count = COUNTS[round % COUNTS.length];
                int first = round % LANES;
                long before = System.nanoTime();
                vectors(memory, at, count, r, 0, first, sums, squares);
                long between = System.nanoTime();
                plain(rows, count, r, 0, first, sums, squares);
                long vectors = between - before;
                long plain = System.nanoTime() - between;
                if (count == COUNTS[0]) {
                    faster = vectors < 0.6 * plain ? faster + 1 : 0;
                    ready = faster >= STEADY;
                }
            }
        }
    }
}
