package org.distributedbrain.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.kernel.matmul.Gemm;
import org.distributedbrain.kernel.matmul.PackedB;

/**
 * Times the native worker's product, on request: prints {@code ready}, then for every line {@code SIZE} on standard input one line with the seconds
 * that one square product took, packing included. {@code docs/bench/gemm.py} alternates it with NumPy.
 *
 * <p>Arguments: threads (1 unless given), engine ({@code vector} unless given).
 */
public final class GemmBenchmark {
    private GemmBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        EngineChoice engine = args.length > 1 ? EngineChoice.parse(args[1]) : EngineChoice.VECTOR;
        long start = System.nanoTime();
        Engines engines = Engines.measured();
        System.err.printf(
                Locale.ROOT,
                "%s; measured in %d ms: vector %.1f GFLOP/s on one thread, BLAS %s%n",
                Processor.describe(threads, Gemm.lanes()),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                engines.vectorGigaflops(),
                engines.blasLibrary()
                        .map(name -> "%s %.1f".formatted(name, engines.blasGigaflops()))
                        .orElse("not found"));
        System.out.println("ready");
        try (ComputePool pool = new ComputePool(threads, engines.choose(engine));
                BufferedReader sizes = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                Products products = new Products()) {
            for (String line = sizes.readLine(); line != null; line = sizes.readLine()) {
                System.out.printf(Locale.ROOT, "%.6f%n", products.seconds(Integer.parseInt(line.strip()), pool));
            }
        }
    }

    /** The operands of the size that was asked for last. */
    private static final class Products implements AutoCloseable {
        private Arena arena = Arena.ofShared();
        private int size;
        private MemorySegment a = MemorySegment.NULL;
        private MemorySegment b = MemorySegment.NULL;
        private MemorySegment c = MemorySegment.NULL;
        private MemorySegment packed = MemorySegment.NULL;

        double seconds(int n, ComputePool pool) throws InterruptedException {
            if (n != size) {
                prepare(n);
            }
            long start = System.nanoTime();
            PackedB ready = pool.packs() ? pool.pack(b, n, n, packed) : null;
            pool.multiply(a, ready == null ? new Right.RowMajor(b) : new Right.Packed(ready), c, n, n, n, () -> false);
            return (System.nanoTime() - start) / 1e9;
        }

        private void prepare(int n) {
            arena.close();
            arena = Arena.ofShared();
            size = n;
            a = random(n);
            b = random(n);
            c = arena.allocate(4L * n * n, 64);
            packed = arena.allocate(4L * n * n, 64);
        }

        private MemorySegment random(int n) {
            SplittableRandom random = new SplittableRandom(n);
            MemorySegment values = arena.allocate(4L * n * n, 64);
            for (long i = 0; i < (long) n * n; i++) {
                values.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble(-1, 1));
            }
            return values;
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}
