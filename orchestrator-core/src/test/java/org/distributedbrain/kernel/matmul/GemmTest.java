package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GemmTest {
    private final Arena arena = Arena.ofShared();
    private final Gemm gemm = new Gemm();
    private final SplittableRandom random = new SplittableRandom(7);

    @AfterEach
    void free() {
        arena.close();
    }

    @ParameterizedTest(name = "{0}×{1} · {1}×{2}")
    @CsvSource({
        "1,1,1",
        "1,7,1",
        "1,10000,1",
        "1,1,1000",
        "1000,1,1",
        "5,3,2",
        "6,256,32",
        "6,257,32",
        "7,255,33",
        "12,512,64",
        "13,513,31",
        "239,17,5",
        "240,256,16",
        "241,300,65",
        "500,2,3",
        "3,700,129",
        "64,64,64",
        "97,101,103",
        "245,600,90"
    })
    void every_shape_gives_the_product(int m, int k, int n) {
        MemorySegment a = matrix(m, k);
        MemorySegment b = matrix(k, n);

        MemorySegment c = product(a, b, m, k, n);

        double[] expected = GemmReference.multiply(a, b, m, k, n);
        // Every term is below 1 and every addition rounds once: k + 1 roundings of sums below k, and √k of each is what
        // happens.
        double bound = Math.scalb(1.0, -23) * Math.sqrt(k) * Math.sqrt(k + 1.0) * 2;
        for (int i = 0; i < m * n; i++) {
            assertThat((double) c.get(Float32.LAYOUT, 4L * i)).as("C[%d]", i).isCloseTo(expected[i], within(bound));
        }
    }

    @Test
    void whole_numbers_are_multiplied_exactly() {
        int m = 50;
        int k = 530;
        int n = 70;
        MemorySegment a = matrix(m, k);
        MemorySegment b = matrix(k, n);
        for (int i = 0; i < m * k; i++) {
            a.set(Float32.LAYOUT, 4L * i, random.nextInt(-9, 10));
        }
        for (int i = 0; i < k * n; i++) {
            b.set(Float32.LAYOUT, 4L * i, random.nextInt(-9, 10));
        }

        MemorySegment c = product(a, b, m, k, n);

        double[] expected = GemmReference.multiply(a, b, m, k, n);
        for (int i = 0; i < m * n; i++) {
            assertThat((double) c.get(Float32.LAYOUT, 4L * i)).isEqualTo(expected[i]);
        }
    }

    @Test
    void not_a_number_and_infinities_reach_exactly_their_rows_and_columns() {
        int m = 9;
        int k = 300;
        int n = 37;
        MemorySegment a = matrix(m, k);
        MemorySegment b = matrix(k, n);
        a.set(Float32.LAYOUT, 4L * (2 * k + 290), Float.NaN);
        a.set(Float32.LAYOUT, 4L * (8 * k + 3), Float.POSITIVE_INFINITY);
        b.set(Float32.LAYOUT, 4L * (5 * n + 36), Float.NEGATIVE_INFINITY);

        MemorySegment c = product(a, b, m, k, n);

        double[] expected = GemmReference.multiply(a, b, m, k, n);
        for (int i = 0; i < m * n; i++) {
            float value = c.get(Float32.LAYOUT, 4L * i);
            if (Double.isFinite(expected[i])) {
                assertThat(value).as("C[%d]", i).isFinite();
            } else {
                assertThat(Double.valueOf(value)).as("C[%d]", i).isEqualTo(Double.valueOf(expected[i]));
            }
        }
        assertThat(c.get(Float32.LAYOUT, 4L * (2 * n))).isNaN();
        assertThat(c.get(Float32.LAYOUT, 4L * 36)).isInfinite();
    }

    @ParameterizedTest
    @CsvSource({"100,50,90,1", "100,50,90,2", "100,50,90,7", "3,50,200,4", "1,1,1,8", "13,20,33,64"})
    void ranges_of_a_split_fill_the_whole_product_between_them(int m, int k, int n, int parts) {
        MemorySegment a = matrix(m, k);
        PackedB b = PackedB.of(matrix(k, n), k, n, arena);
        MemorySegment whole = arena.allocate(4L * m * n);
        gemm.multiply(a, b, whole, GemmRange.all(m, b), () -> false);
        MemorySegment c = arena.allocate(4L * m * n);
        c.fill((byte) -1);

        var ranges = GemmRange.split(m, b, parts);
        for (GemmRange range : ranges) {
            assertThat(gemm.multiply(a, b, c, range, () -> false)).isTrue();
        }

        assertThat(ranges).hasSizeLessThanOrEqualTo(parts);
        assertThat(whole.mismatch(c)).isEqualTo(-1);
    }

    @Test
    void a_cancelled_product_ends_early() {
        PackedB b = PackedB.of(matrix(40, 40), 40, 40, arena);
        MemorySegment c = arena.allocate(4L * 40 * 40);

        boolean complete = gemm.multiply(matrix(40, 40), b, c, GemmRange.all(40, b), () -> true);

        assertThat(complete).isFalse();
        assertThat(c.mismatch(arena.allocate(4L * 40 * 40))).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "5,31", "7,32", "3,100", "256,16"})
    void a_packed_matrix_unpacks_to_itself(int rows, int cols) {
        MemorySegment b = matrix(rows, cols);
        MemorySegment back = arena.allocate(4L * rows * cols);

        PackedB.of(b, rows, cols, arena).unpack(back);

        assertThat(b.mismatch(back)).isEqualTo(-1);
    }

    private MemorySegment product(MemorySegment a, MemorySegment b, int m, int k, int n) {
        MemorySegment c = arena.allocate(4L * m * n);
        PackedB packed = PackedB.of(b, k, n, arena);
        assertThat(gemm.multiply(a, packed, c, GemmRange.all(m, packed), () -> false))
                .isTrue();
        return c;
    }

    /** Values in [-1, 1), at an address that is not aligned to anything. */
    private MemorySegment matrix(int rows, int cols) {
        MemorySegment values = arena.allocate(4L * rows * cols + 1).asSlice(1);
        for (long i = 0; i < (long) rows * cols; i++) {
            values.set(Float32.LAYOUT, 4 * i, (float) random.nextDouble(-1, 1));
        }
        return values;
    }
}
