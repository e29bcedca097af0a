package org.distributedbrain.kernel.matmul;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Scalar products of four rows with many vectors, in float64: two vectors at a time, so that eight sums grow side by side and each value that is
 * loaded serves two or four of them.
 */
final class Dots {
    /** How many rows are multiplied together. */
    static final int ROWS = 4;

    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = DOUBLES.length();

    private Dots() {}

    /**
     * Adds {@code Σ rows[i][p]·vectors[g][first + p]} over {@code count} values to {@code sums[i][g]}.
     *
     * @param rows {@link #ROWS} of them
     * @param vectors an even number of them
     */
    static void add(double[][] rows, int count, double[][] vectors, int first, double[][] sums) {
        boolean ready = VectorSums.isReady();
        for (int g = 0; g < vectors.length; g += 2) {
            int done = ready ? vectors(rows, count, vectors[g], vectors[g + 1], first, sums, g) : 0;
            plain(rows, done, count, vectors[g], vectors[g + 1], first, sums, g);
        }
    }

    static void plain(double[][] rows, int from, int count, double[] u, double[] v, int first, double[][] sums, int g) {
        double[] r0 = rows[0];
        double[] r1 = rows[1];
        double[] r2 = rows[2];
        double[] r3 = rows[3];
        double u0 = 0;
        double u1 = 0;
        double u2 = 0;
        double u3 = 0;
        double v0 = 0;
        double v1 = 0;
        double v2 = 0;
        double v3 = 0;
        for (int p = from; p < count; p++) {
            double x = u[first + p];
            double y = v[first + p];
            u0 += r0[p] * x;
            u1 += r1[p] * x;
            u2 += r2[p] * x;
            u3 += r3[p] * x;
            v0 += r0[p] * y;
            v1 += r1[p] * y;
            v2 += r2[p] * y;
            v3 += r3[p] * y;
        }
        sums[0][g] += u0;
        sums[1][g] += u1;
        sums[2][g] += u2;
        sums[3][g] += u3;
        sums[0][g + 1] += v0;
        sums[1][g + 1] += v1;
        sums[2][g + 1] += v2;
        sums[3][g + 1] += v3;
    }

    /** The same with vectors for a multiple of their lanes; returns how many values it has done, from the first on. */
    static int vectors(double[][] rows, int count, double[] u, double[] v, int first, double[][] sums, int g) {
        double[] r0 = rows[0];
        double[] r1 = rows[1];
        double[] r2 = rows[2];
        double[] r3 = rows[3];
        DoubleVector u0 = DoubleVector.zero(DOUBLES);
        DoubleVector u1 = u0;
        DoubleVector u2 = u0;
        DoubleVector u3 = u0;
        DoubleVector v0 = u0;
        DoubleVector v1 = u0;
        DoubleVector v2 = u0;
        DoubleVector v3 = u0;
        int whole = count - count % LANES;
        for (int p = 0; p < whole; p += LANES) {
            DoubleVector x = DoubleVector.fromArray(DOUBLES, u, first + p);
            DoubleVector y = DoubleVector.fromArray(DOUBLES, v, first + p);
            DoubleVector a0 = DoubleVector.fromArray(DOUBLES, r0, p);
            DoubleVector a1 = DoubleVector.fromArray(DOUBLES, r1, p);
            DoubleVector a2 = DoubleVector.fromArray(DOUBLES, r2, p);
            DoubleVector a3 = DoubleVector.fromArray(DOUBLES, r3, p);
            u0 = a0.fma(x, u0);
            u1 = a1.fma(x, u1);
            u2 = a2.fma(x, u2);
            u3 = a3.fma(x, u3);
            v0 = a0.fma(y, v0);
            v1 = a1.fma(y, v1);
            v2 = a2.fma(y, v2);
            v3 = a3.fma(y, v3);
        }
        sums[0][g] += u0.reduceLanes(VectorOperators.ADD);
        sums[1][g] += u1.reduceLanes(VectorOperators.ADD);
        sums[2][g] += u2.reduceLanes(VectorOperators.ADD);
        sums[3][g] += u3.reduceLanes(VectorOperators.ADD);
        sums[0][g + 1] += v0.reduceLanes(VectorOperators.ADD);
        sums[1][g + 1] += v1.reduceLanes(VectorOperators.ADD);
        sums[2][g + 1] += v2.reduceLanes(VectorOperators.ADD);
        sums[3][g + 1] += v3.reduceLanes(VectorOperators.ADD);
        return whole;
    }
}
