package org.distributedbrain.kernel.matmul;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of verification: float32 in memory outside the heap, widened to float64, in which a product of two of them is exact.
 * Offsets and lengths are in bytes and values as named. Pure functions; safe from any thread.
 */
final class RowSums {
    static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;
    static final VectorSpecies<Float> NARROW =
            VectorSpecies.of(float.class, VectorShape.forBitSize(WIDE.vectorBitSize() / 2));
    private static final int LANES = WIDE.length();

    private RowSums() {}

    /** {@code LANES} float32 at a place in memory, widened. */
    static DoubleVector load(MemorySegment memory, long offset) {
        return (DoubleVector) FloatVector.fromMemorySegment(NARROW, memory, offset, ByteOrder.LITTLE_ENDIAN)
                .convertShape(VectorOperators.F2D, WIDE, 0);
    }

    /**
     * One pass over {@code count} values x: puts {@code Σ x·r0, Σ x·r1, Σ x·r2} and {@code Σ x²} into {@code sums}. The last is finite if and
     * only if all values are: squares of float32 do not overflow in float64.
     */
    static void project(
            MemorySegment memory, long offset, int count, double[] r0, double[] r1, double[] r2, double[] sums) {
        DoubleVector s0 = DoubleVector.zero(WIDE);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector squares = s0;
        int i = 0;
        for (int end = WIDE.loopBound(count); i < end; i += LANES) {
            DoubleVector x = load(memory, offset + 4L * i);
            s0 = x.fma(DoubleVector.fromArray(WIDE, r0, i), s0);
            s1 = x.fma(DoubleVector.fromArray(WIDE, r1, i), s1);
            s2 = x.fma(DoubleVector.fromArray(WIDE, r2, i), s2);
            squares = x.fma(x, squares);
        }
        double t0 = s0.reduceLanes(VectorOperators.ADD);
        double t1 = s1.reduceLanes(VectorOperators.ADD);
        double t2 = s2.reduceLanes(VectorOperators.ADD);
        double t3 = squares.reduceLanes(VectorOperators.ADD);
        for (; i < count; i++) {
            double x = memory.get(Float32.LAYOUT, offset + 4L * i);
            t0 += x * r0[i];
            t1 += x * r1[i];
            t2 += x * r2[i];
            t3 += x * x;
        }
        sums[0] = t0;
        sums[1] = t1;
        sums[2] = t2;
        sums[3] = t3;
    }

    /** {@code Σ x²} over {@code count} values. */
    static double squares(MemorySegment memory, long offset, int count) {
        DoubleVector even = DoubleVector.zero(WIDE);
        DoubleVector odd = even;
        int i = 0;
        for (int end = count - 2 * LANES; i <= end; i += 2 * LANES) {
            DoubleVector x = load(memory, offset + 4L * i);
            DoubleVector y = load(memory, offset + 4L * (i + LANES));
            even = x.fma(x, even);
            odd = y.fma(y, odd);
        }
        double sum = even.add(odd).reduceLanes(VectorOperators.ADD);
        for (; i < count; i++) {
            double x = memory.get(Float32.LAYOUT, offset + 4L * i);
            sum += x * x;
        }
        return sum;
    }

    /** Adds {@code x_j²} to {@code sums[first + j]} for {@code count} values. */
    static void addSquares(MemorySegment memory, long offset, int count, double[] sums, int first) {
        int i = 0;
        for (int end = WIDE.loopBound(count); i < end; i += LANES) {
            DoubleVector x = load(memory, offset + 4L * i);
            x.fma(x, DoubleVector.fromArray(WIDE, sums, first + i)).intoArray(sums, first + i);
        }
        for (; i < count; i++) {
            double x = memory.get(Float32.LAYOUT, offset + 4L * i);
            sums[first + i] += x * x;
        }
    }

    /** Adds {@code f·x_j} to {@code sums[j]} for {@code count} values. */
    static void addScaled(MemorySegment memory, long offset, int count, double f, double[] sums) {
        DoubleVector factor = DoubleVector.broadcast(WIDE, f);
        int i = 0;
        for (int end = WIDE.loopBound(count); i < end; i += LANES) {
            load(memory, offset + 4L * i)
                    .fma(factor, DoubleVector.fromArray(WIDE, sums, i))
                    .intoArray(sums, i);
        }
        for (; i < count; i++) {
            sums[i] += f * memory.get(Float32.LAYOUT, offset + 4L * i);
        }
    }
}
