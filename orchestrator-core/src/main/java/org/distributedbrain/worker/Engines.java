package org.distributedbrain.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.Operand;
import org.distributedbrain.kernel.matmul.Blas;
import org.distributedbrain.kernel.matmul.Gemm;
import org.distributedbrain.kernel.matmul.GemmRange;
import org.distributedbrain.kernel.matmul.PackedB;
import org.distributedbrain.matrix.SyntheticBlock;
import org.distributedbrain.worker.websocket.Masking;
import org.jspecify.annotations.Nullable;

/**
 * What can compute on this computer, measured on one thread. Measuring is also a rehearsal: after it the just-in-time compiler has compiled the
 * kernels, so that a first small job does not pay for that.
 *
 * @param vectorGigaflops speed of this program's kernels, in 10⁹ operations a second
 * @param blas an installed BLAS library that gave right results
 * @param blasGigaflops its speed; 0 where there is none
 */
record Engines(double vectorGigaflops, @Nullable Blas blas, double blasGigaflops) {
    /** What compiled code reaches on any computer, and interpreted vector code on none, in 10⁹ operations a second. */
    private static final double COMPILED = 2;

    private static final Duration REHEARSAL_LIMIT = Duration.ofSeconds(3);
    /** What the compiled generator reaches on any computer, in 10⁹ values a second. */
    private static final double GENERATOR_COMPILED = 0.1;

    private static final Duration GENERATOR_LIMIT = Duration.ofMillis(400);
    private static final int STEADY_RUNS = 20;
    private static final int MEASURED_RUNS = 8;
    private static final int SIZE = 192;

    /** Measures once per process, which takes less than a second; later calls return the same. */
    static Engines measured() {
        return Holder.MEASURED;
    }

    /** The BLAS library to use, or null for this program's kernels. @throws BadInput when BLAS is asked for and there is none */
    @Nullable Blas choose(EngineChoice choice) {
        return switch (choice) {
            case VECTOR -> null;
            case AUTO -> blasGigaflops > vectorGigaflops ? blas : null;
            case BLAS -> {
                if (blas == null) {
                    throw new BadInput(
                            "Engine 'blas' needs a BLAS library such as libopenblas0, and none was found on this computer;"
                                    + " install one or choose auto or vector.");
                }
                yield blas;
            }
        };
    }

    private static final class Holder {
        static final Engines MEASURED = measure();
    }

    private static Engines measure() {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment a = filled(arena.allocate(4L * SIZE * SIZE));
            MemorySegment b = filled(arena.allocate(4L * SIZE * SIZE));
            MemorySegment c = arena.allocate(4L * SIZE * SIZE);
            PackedB packed = PackedB.of(b, SIZE, SIZE, arena);
            Gemm gemm = new Gemm();
            rehearse(gemm, a, b, c, arena);
            rehearseMasking(a, c);
            rehearseGenerator(c);
            double vector = best(() -> gemm.multiply(a, packed, c, GemmRange.all(SIZE, packed), () -> false));
            Blas blas = Blas.find().orElse(null);
            if (blas == null) {
                return new Engines(vector, null, 0);
            }
            MemorySegment byBlas = arena.allocate(4L * SIZE * SIZE);
            double speed = best(() -> blas.multiply(a, b, byBlas, SIZE, SIZE, SIZE));
            return agree(c, byBlas) ? new Engines(vector, blas, speed) : new Engines(vector, null, 0);
        }
    }

    /** Rows, inner dimension and columns: with and without an edge in each, one and several blocks deep. */
    private static final int[][] REHEARSED = {{50, 300, 100}, {43, 512, 64}, {12, 64, 96}, {5, 30, 31}, {128, 256, 33}};

    /**
     * Repeats small products, with every kind of edge, until their speed shows that they are compiled, and steady. The shapes matter, and that
     * the memory ends where the matrix ends: code that was compiled before it met an edge is thrown away when it meets one, and until it is
     * compiled again vector code runs a thousand times slower.
     */
    private static void rehearse(Gemm gemm, MemorySegment a, MemorySegment b, MemorySegment c, Arena arena) {
        MemorySegment memory = arena.allocate(4L * SIZE * SIZE);
        double best = 0;
        int steady = 0;
        long start = System.nanoTime();
        while (steady < STEADY_RUNS && System.nanoTime() - start < REHEARSAL_LIMIT.toNanos()) {
            long before = System.nanoTime();
            double operations = 0;
            for (int[] shape : REHEARSED) {
                operations += rehearse(gemm, a, b, c, memory, shape[0], shape[1], shape[2]);
            }
            double speed = operations / Math.max(1, System.nanoTime() - before);
            best = Math.max(best, speed);
            steady = speed > COMPILED && speed > 0.7 * best ? steady + 1 : 0;
        }
    }

    /** One product in memory that ends with its matrices; returns its operations. */
    private static double rehearse(
            Gemm gemm,
            MemorySegment a,
            MemorySegment b,
            MemorySegment c,
            MemorySegment memory,
            int rows,
            int inner,
            int cols) {
        PackedB packed = new PackedB(memory, inner, cols);
        packed.pack(b.asSlice(0, 4L * inner * cols), 0, packed.panels());
        MemorySegment left = a.asSlice(0, 4L * rows * inner);
        MemorySegment product = c.asSlice(0, 4L * rows * cols);
        for (GemmRange range : GemmRange.split(rows, packed, 2)) {
            gemm.multiply(left, packed, product, range, () -> false);
        }
        return 2.0 * rows * inner * cols;
    }

    /** The best speed of a few runs, in 10⁹ operations a second. */
    private static double best(Runnable product) {
        double best = 0;
        for (int i = 0; i < MEASURED_RUNS; i++) {
            long before = System.nanoTime();
            product.run();
            best = Math.max(best, 2.0 * SIZE * SIZE * SIZE / Math.max(1, System.nanoTime() - before));
        }
        return best;
    }

    private static void rehearseMasking(MemorySegment from, MemorySegment to) {
        for (int i = 0; i < 300; i++) {
            Masking.rehearse(from, to, 16 * 1024);
        }
    }

    /** As {@link #rehearse}: synthetic operands are made forty times slower before it is compiled. */
    private static void rehearseGenerator(MemorySegment to) {
        SyntheticBlock apart = new SyntheticBlock(1, Operand.A, 3, SIZE - 1, 5, SIZE - 1, 2 * SIZE);
        double best = 0;
        int steady = 0;
        long start = System.nanoTime();
        while (steady < STEADY_RUNS && System.nanoTime() - start < GENERATOR_LIMIT.toNanos()) {
            long before = System.nanoTime();
            apart.fill(to, 0, apart.values(), () -> false);
            double speed = apart.values() / (double) Math.max(1, System.nanoTime() - before);
            best = Math.max(best, speed);
            steady = speed > GENERATOR_COMPILED && speed > 0.7 * best ? steady + 1 : 0;
        }
    }

    private static MemorySegment filled(MemorySegment values) {
        for (long i = 0; i < values.byteSize() / 4; i++) {
            values.setAtIndex(ValueLayout.JAVA_FLOAT, i, (i * 37 % 101 - 50) / 50f);
        }
        return values;
    }

    private static boolean agree(MemorySegment c, MemorySegment other) {
        for (long i = 0; i < c.byteSize() / 4; i++) {
            float x = c.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            if (!(Math.abs(x - other.getAtIndex(ValueLayout.JAVA_FLOAT, i)) <= 1e-2f)) {
                return false;
            }
        }
        return true;
    }

    /**
     * What is told of this computer: its speeds on so many threads, as far as there are cores for them, by what one thread reached. On a busy
     * computer the compiler may not have come to the kernels while they were measured; a speed from before that says nothing, and is not told.
     */
    Capabilities told(int threads) {
        int cores = Runtime.getRuntime().availableProcessors();
        double together = 1e9 * Math.min(threads, cores);
        Map<String, Double> speeds = new TreeMap<>();
        if (vectorGigaflops >= COMPILED) {
            speeds.put("vector", vectorGigaflops * together);
        }
        if (blas != null) {
            speeds.put("blas", blasGigaflops * together);
        }
        return new Capabilities(
                speeds, null, null, (double) cores, Math.rint(Processor.memoryBytes() / 1e8) / 10, null);
    }

    /** Whether an installed library was found and gives right results. */
    Optional<String> blasLibrary() {
        return Optional.ofNullable(blas).map(Blas::library);
    }
}
