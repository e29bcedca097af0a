package org.distributedbrain.kernel.matmul;

import java.lang.foreign.MemorySegment;

/** The product as its definition says it, summed in float64: slow, obviously right, and what the fast kernels are compared with. */
public final class GemmReference {
    private GemmReference() {}

    /** C = A·B, A being {@code m × k} and B {@code k × n}, row-major little-endian float32; C as {@code m·n} doubles, row-major. */
    public static double[] multiply(MemorySegment a, MemorySegment b, int m, int k, int n) {
        double[] c = new double[Math.multiplyExact(m, n)];
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                double x = at(a, (long) i * k + p);
                for (int j = 0; j < n; j++) {
                    c[i * n + j] += x * at(b, (long) p * n + j);
                }
            }
        }
        return c;
    }

    private static float at(MemorySegment values, long index) {
        return values.get(Float32.LAYOUT, 4 * index);
    }
}
