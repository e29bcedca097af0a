package org.distributedbrain.kernel.matmul;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** Something real that multiplies matrices as a worker does. */
interface Engine extends AutoCloseable {
    String name();

    /** The product of {@code rows × inner} and {@code inner × cols}, row-major. */
    float[] multiply(int rows, int inner, int cols, float[] a, float[] b) throws Exception;

    @Override
    default void close() throws Exception {}

    /** Plain float32 loops in Java, in the order of the inner index. */
    static Engine javaReference() {
        return new Engine() {
            @Override
            public String name() {
                return "Java reference";
            }

            @Override
            public float[] multiply(int rows, int inner, int cols, float[] a, float[] b) {
                float[] c = new float[rows * cols];
                for (int i = 0; i < rows; i++) {
                    for (int p = 0; p < inner; p++) {
                        addScaled(a[i * inner + p], b, p * cols, c, i * cols, cols);
                    }
                }
                return c;
            }

            private void addScaled(float x, float[] b, int from, float[] c, int to, int count) {
                for (int j = 0; j < count; j++) {
                    c[to + j] += x * b[from + j];
                }
            }
        };
    }

    /** The native worker's own kernel. */
    static Engine vectorApi() {
        Gemm gemm = new Gemm();
        return new OffHeap("Vector API") {
            @Override
            void multiply(int m, int k, int n, MemorySegment a, MemorySegment b, MemorySegment c, Arena arena) {
                PackedB packed = PackedB.of(b, k, n, arena);
                gemm.multiply(a, packed, c, GemmRange.all(m, packed), () -> false);
            }
        };
    }

    /** The native worker with the BLAS of this computer. */
    static Optional<Engine> blas() {
        return Blas.find().map(blas -> new OffHeap(blas.library()) {
            @Override
            void multiply(int m, int k, int n, MemorySegment a, MemorySegment b, MemorySegment c, Arena arena) {
                blas.multiply(a, b, c, m, k, n);
            }
        });
    }

    /** With operands outside the heap. */
    abstract class OffHeap implements Engine {
        private final String name;

        OffHeap(String name) {
            this.name = name;
        }

        abstract void multiply(int m, int k, int n, MemorySegment a, MemorySegment b, MemorySegment c, Arena arena);

        @Override
        public String name() {
            return name;
        }

        @Override
        public float[] multiply(int rows, int inner, int cols, float[] a, float[] b) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment c = arena.allocate(4L * rows * cols, 64);
                multiply(
                        rows,
                        inner,
                        cols,
                        arena.allocateFrom(ValueLayout.JAVA_FLOAT, a),
                        arena.allocateFrom(ValueLayout.JAVA_FLOAT, b),
                        c,
                        arena);
                return c.toArray(ValueLayout.JAVA_FLOAT);
            }
        }
    }
}
