package org.distributedbrain.kernel.matmul;

import java.util.Random;
import java.util.function.BooleanSupplier;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loop of verification with vectors: a fifth of the time of the plain one in {@link RowSums}. Like that of {@link Dots}, before the compiler has got to it, it takes
 * many times as long, so it is used only after {@link #rehearse} has seen it to be faster.
 */
final class VectorSums {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
    private static final int LANES = DOUBLES.length();

    /** So many times in a row it has to be faster: code that was compiled too early is thrown away once more. */
    private static final int STEADY = 50;

    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final int[] COUNTS = {4096, 1000, 256, 37, 4096, 5};

    private static volatile boolean ready;

    private VectorSums() {}

    static boolean isReady() {
        return ready;
    }

    /** {@link RowSums#project} for values that are a multiple of a few lanes; returns how many it has done, from the first on. */
    static int project(float[] values, int count, double[] r0, double[] r1, double[] r2, int first, double[] sums) {
        int step = 2 * LANES;
        int whole = count - count % step;
        if (whole == 0) {
            return 0;
        }
        DoubleVector even0 = DoubleVector.zero(DOUBLES);
        DoubleVector even1 = even0;
        DoubleVector even2 = even0;
        DoubleVector even3 = even0;
        DoubleVector odd0 = even0;
        DoubleVector odd1 = even0;
        DoubleVector odd2 = even0;
        DoubleVector odd3 = even0;
        for (int i = 0; i < whole; i += step) {
            DoubleVector x = widened(values, i);
            DoubleVector y = widened(values, i + LANES);
            int j = first + i;
            even0 = x.fma(DoubleVector.fromArray(DOUBLES, r0, j), even0);
            even1 = x.fma(DoubleVector.fromArray(DOUBLES, r1, j), even1);
            even2 = x.fma(DoubleVector.fromArray(DOUBLES, r2, j), even2);
            even3 = x.fma(x, even3);
            odd0 = y.fma(DoubleVector.fromArray(DOUBLES, r0, j + LANES), odd0);
            odd1 = y.fma(DoubleVector.fromArray(DOUBLES, r1, j + LANES), odd1);
            odd2 = y.fma(DoubleVector.fromArray(DOUBLES, r2, j + LANES), odd2);
            odd3 = y.fma(y, odd3);
        }
        sums[0] += even0.add(odd0).reduceLanes(VectorOperators.ADD);
        sums[1] += even1.add(odd1).reduceLanes(VectorOperators.ADD);
        sums[2] += even2.add(odd2).reduceLanes(VectorOperators.ADD);
        sums[3] += even3.add(odd3).reduceLanes(VectorOperators.ADD);
        return whole;
    }

    private static DoubleVector widened(float[] values, int at) {
        return (DoubleVector) FloatVector.fromArray(FLOATS, values, at).convertShape(VectorOperators.F2D, DOUBLES, 0);
    }

    /** Runs both loops side by side until this one has become the faster one, or for some seconds. */
    static void rehearse(BooleanSupplier stop) {
        float[] values = new float[COUNTS[0]];
        double[][] r = new double[Projection.VECTORS][COUNTS[0] + LANES];
        Random random = new Random(0);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        double[] sums = new double[Projection.VECTORS + 1];
        double[][] rows = new double[Dots.ROWS][COUNTS[0]];
        double[][] ofRows = new double[Dots.ROWS][2];
        long start = System.nanoTime();
        int faster = 0;
        for (int round = 0; !ready && !stop.getAsBoolean() && System.nanoTime() - start < LONGEST_NANOS; round++) {
            int count = COUNTS[round % COUNTS.length];
            int first = round % LANES;
            long before = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                project(values, count, r[0], r[1], r[2], first, sums);
            }
            Dots.vectors(rows, count, r[0], r[1], first, ofRows, 0);
            long between = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                RowSums.plain(values, 0, count, r[0], r[1], r[2], first, sums);
            }
            Dots.plain(rows, 0, count, r[0], r[1], first, ofRows, 0);
            long vectors = between - before;
            long plain = System.nanoTime() - between;
            if (count == COUNTS[0]) {
                faster = vectors < 0.6 * plain ? faster + 1 : 0;
                ready = faster >= STEADY;
            }
        }
    }
}
