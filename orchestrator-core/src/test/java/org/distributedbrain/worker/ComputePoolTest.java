package org.distributedbrain.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.kernel.mandelbrot.Mandelbrot;
import org.distributedbrain.kernel.matmul.Blas;
import org.distributedbrain.kernel.matmul.GemmReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputePoolTest {
    private final Arena arena = Arena.ofShared();

    @AfterEach
    void free() {
        arena.close();
    }

    @ParameterizedTest
    @CsvSource({"1,1,1,1", "3,1,1,1", "2,100,40,200", "3,5,40,200", "8,1000,3,2"})
    void threads_share_a_product(int threads, int rows, int inner, int cols) throws Exception {
        MemorySegment a = matrix(rows * inner);
        MemorySegment b = matrix(inner * cols);
        MemorySegment c = arena.allocate(4L * rows * cols);
        try (ComputePool pool = new ComputePool(threads, null)) {
            Right packed = new Right.Packed(pool.pack(b, inner, cols, arena.allocate(4L * inner * cols)));

            assertThat(pool.multiply(a, packed, c, rows, inner, cols, () -> false))
                    .isTrue();
        }
        assertProduct(a, b, c, rows, inner, cols);
    }

    @Test
    void cancelling_ends_every_thread() throws Exception {
        MemorySegment b = matrix(100);
        try (ComputePool pool = new ComputePool(2, null)) {
            Right packed = new Right.Packed(pool.pack(b, 10, 10, arena.allocate(400)));

            assertThat(pool.multiply(matrix(1000), packed, arena.allocate(4000), 100, 10, 10, () -> true))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,5,7", "4,1,1", "3,1,100", "4,3,5", "2,70,2"})
    void threads_share_a_tile_whatever_its_shape(int threads, int rows, int cols) throws Exception {
        TileKernel kernel = new Mandelbrot();
        TileSource source =
                kernel.plan(Map.of("size", "200x200", "iterations", "100")).source();
        Place place = new Place(60, rows, 90, cols);
        MemorySegment expected = arena.allocate(4L * rows * cols);
        kernel.compute(source, place, expected, () -> false);
        MemorySegment result = arena.allocate(4L * rows * cols);
        try (ComputePool pool = new ComputePool(threads, null)) {
            assertThat(pool.tile(kernel, source, place, result, () -> false)).isTrue();
            assertThat(pool.tile(kernel, source, place, arena.allocate(4L * rows * cols), () -> true))
                    .isFalse();
        }
        assertThat(result.mismatch(expected)).isEqualTo(-1);
    }

    @Test
    void an_installed_blas_gives_the_same_product() throws Exception {
        Optional<Blas> blas = Blas.find();
        assumeTrue(blas.isPresent(), "No BLAS library is installed on this computer.");
        int rows = 1001;
        MemorySegment a = matrix(rows * 30);
        MemorySegment b = matrix(30 * 7);
        MemorySegment c = arena.allocate(4L * rows * 7);
        try (ComputePool pool = new ComputePool(2, blas.get())) {
            assertThat(pool.packs()).isFalse();
            assertThat(pool.multiply(a, new Right.RowMajor(b), c, rows, 30, 7, () -> false))
                    .isTrue();
        }
        assertProduct(a, b, c, rows, 30, 7);
    }

    @Test
    void this_computer_is_measured_and_the_faster_engine_chosen() {
        Engines engines = Engines.measured();

        assertThat(engines.vectorGigaflops()).isPositive();
        assertThat(engines.choose(EngineChoice.VECTOR)).isNull();
        assertThat(new Engines(10, null, 0).choose(EngineChoice.AUTO)).isNull();
    }

    private MemorySegment matrix(int count) {
        SplittableRandom random = new SplittableRandom(count);
        MemorySegment values = arena.allocate(4L * count, 4);
        for (int i = 0; i < count; i++) {
            values.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble(-1, 1));
        }
        return values;
    }

    private static void assertProduct(MemorySegment a, MemorySegment b, MemorySegment c, int m, int k, int n) {
        double[] expected = GemmReference.multiply(a, b, m, k, n);
        for (int i = 0; i < m * n; i++) {
            assertThat((double) c.getAtIndex(ValueLayout.JAVA_FLOAT, i)).isCloseTo(expected[i], within(1e-5 * k));
        }
    }
}
