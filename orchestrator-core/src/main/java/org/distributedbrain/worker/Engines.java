package org.distributedbrain.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Optional;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.kernel.matmul.Blas;
import org.distributedbrain.kernel.matmul.Gemm;
import org.distributedbrain.kernel.matmul.GemmRange;
import org.distributedbrain.kernel.matmul.PackedB;
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
    private static final Duration AT_LEAST = Duration.ofMillis(250);
    private static final Duration AT_MOST = Duration.ofMillis(700);
    private static final int STEADY_RUNS = 8;
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
            MemorySegment a = filled(arena.allocate(4L * SIZE * 2 * SIZE));
            MemorySegment b = filled(arena.allocate(4L * SIZE * 2 * SIZE));
            MemorySegment c = arena.allocate(4L * SIZE * SIZE);
            PackedB packed = new PackedB(arena.allocate(4L * SIZE * 2 * SIZE), 2 * SIZE, SIZE);
            Gemm gemm = new Gemm();
            double vector = rehearse(() -> {
                packed.pack(b, 0, packed.panels());
                gemm.multiply(a, packed, c, GemmRange.all(SIZE, packed), () -> false);
            });
            edges(gemm, a, b, c, arena);
            rehearseMasking(a, c);
            Blas blas = Blas.find().orElse(null);
            if (blas == null) {
                return new Engines(vector, null, 0);
            }
            MemorySegment byBlas = arena.allocate(4L * SIZE * SIZE);
            double speed = rehearse(() -> blas.multiply(a, b, byBlas, SIZE, 2 * SIZE, SIZE));
            gemm.multiply(a, packed, c, GemmRange.all(SIZE, packed), () -> false);
            return agree(c, byBlas) ? new Engines(vector, blas, speed) : new Engines(vector, null, 0);
        }
    }

    /** Repeats until the speed is steady; the best speed in 10⁹ operations a second. */
    private static double rehearse(Runnable product) {
        double operations = 2.0 * SIZE * 2 * SIZE * SIZE;
        double best = 0;
        long start = System.nanoTime();
        int steady = 0;
        long elapsed = 0;
        while (elapsed < AT_MOST.toNanos() && (elapsed < AT_LEAST.toNanos() || steady < STEADY_RUNS)) {
            long before = System.nanoTime();
            product.run();
            long after = System.nanoTime();
            double speed = operations / Math.max(1, after - before);
            steady = speed > 0.7 * best ? steady + 1 : 0;
            best = Math.max(best, speed);
            elapsed = after - start;
        }
        return best;
    }

    /** Shapes that touch every edge, so that the compiled code has seen them. */
    private static void edges(Gemm gemm, MemorySegment a, MemorySegment b, MemorySegment c, Arena arena) {
        for (int i = 0; i < 40; i++) {
            PackedB odd = PackedB.of(b, 2 * SIZE - 1, SIZE / 2 + 5, arena);
            gemm.multiply(a, odd, c, GemmRange.all(7, odd), () -> false);
        }
    }

    private static void rehearseMasking(MemorySegment from, MemorySegment to) {
        int bytes = (int) Math.min(from.byteSize(), to.byteSize());
        for (int i = 0; i < 30; i++) {
            Masking.rehearse(from, to, bytes);
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

    /** Whether an installed library was found and gives right results. */
    Optional<String> blasLibrary() {
        return Optional.ofNullable(blas).map(Blas::library);
    }
}
