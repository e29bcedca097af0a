package org.distributedbrain.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.distributedbrain.kernel.matmul.Blas;

/** How fast this computer would be without any helper. */
public final class ThisComputer {
    /** A few milliseconds of a good processor. */
    private static final int SIDE = 512;

    private static final int RUNS = 4;

    private ThisComputer() {}

    /**
     * Measures a product on all of its cores, with the engine that a native worker would choose: operations a second, the best of a few runs. Takes less
     * than a second the first time in a process, for the kernels are compiled meanwhile.
     */
    public static double operationsPerSecond() throws InterruptedException {
        Blas blas = Engines.measured().choose(EngineChoice.AUTO);
        double best = 0;
        try (ComputePool compute = new ComputePool(Runtime.getRuntime().availableProcessors(), blas);
                Arena arena = Arena.ofShared()) {
            MemorySegment a = arena.allocate(4L * SIDE * SIDE, 64).fill((byte) 0);
            MemorySegment b = arena.allocate(4L * SIDE * SIDE, 64).fill((byte) 0);
            MemorySegment c = arena.allocate(4L * SIDE * SIDE, 64);
            MemorySegment room = arena.allocate(4L * SIDE * SIDE, 64);
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                Right right =
                        compute.packs() ? new Right.Packed(compute.pack(b, SIDE, SIDE, room)) : new Right.RowMajor(b);
                compute.multiply(a, right, c, SIDE, SIDE, SIDE, () -> false);
                best = Math.max(best, 2e9 * SIDE * SIDE * SIDE / (System.nanoTime() - start));
            }
        }
        return best;
    }
}
