package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NaN, infinities and overflow: the result is what IEEE 754 says, whatever a worker made of them, and nobody is blamed for them. */
class MatmulCheckNonFiniteTest {
    private static final int ROWS = 12;
    private static final int INNER = 40;
    private static final int COLS = 30;
    private static final Chunk ALL = Honest.chunk(INNER, 0, ROWS, 0, COLS);

    @TempDir
    private Path folder;

    private final Random random = new Random(6);
    private final float[] a = normal(ROWS * INNER);
    private final float[] b = normal(INNER * COLS);

    @Test
    void non_finite_operands_give_what_ieee_754_says() throws IOException {
        plantNonFinite();
        try (MatmulOperands operands = open();
                Arena arena = Arena.ofConfined()) {
            MemorySegment expected = Honest.SEQUENTIAL.compute(operands, ALL, arena);
            for (float nonsense : new float[] {0, 7, Float.NaN, Float.NEGATIVE_INFINITY}) {
                MemorySegment values = arena.allocate(ALL.resultBytes(), 64).copyFrom(expected);
                for (int at = 0; at < ROWS * COLS; at++) {
                    if (!Float.isFinite(expected.get(Float32.LAYOUT, 4L * at))) {
                        values.set(Float32.LAYOUT, 4L * at, nonsense);
                    }
                }
                Verdict verdict = MatmulCheck.create(operands).check(ALL, values);
                assertThat(MatmulCheckTest.passed(verdict).rowsRecomputed()).isEqualTo(2);
                for (int at = 0; at < ROWS * COLS; at++) {
                    float right = expected.get(Float32.LAYOUT, 4L * at);
                    float got = values.get(Float32.LAYOUT, 4L * at);
                    if (Float.isFinite(right)) {
                        assertThat((double) got).isCloseTo(right, Offset.offset(1e-4));
                    } else {
                        assertThat(got).isEqualTo(Float.valueOf(right));
                    }
                }
            }
        }
    }

    @Test
    void a_wrong_value_beside_them_is_still_blamed() throws IOException {
        plantNonFinite();
        try (MatmulOperands operands = open();
                Arena arena = Arena.ofConfined()) {
            for (int at : new int[] {0, 5 * COLS + 3, ROWS * COLS - 2}) {
                MemorySegment values = Honest.FUSED.compute(operands, ALL, arena);
                values.set(Float32.LAYOUT, 4L * at, values.get(Float32.LAYOUT, 4L * at) + 1);
                assertThat(MatmulCheck.create(operands).check(ALL, values)).isInstanceOf(Verdict.Wrong.class);
            }
        }
    }

    @Test
    void a_matrix_of_nothing_but_nan_is_computed() throws IOException {
        Arrays.fill(b, Float.NaN);
        try (MatmulOperands operands = open();
                Arena arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(ALL.resultBytes(), 64);
            MatmulCheckTest.passed(MatmulCheck.create(operands).check(ALL, values));
            for (int at = 0; at < ROWS * COLS; at++) {
                assertThat(values.get(Float32.LAYOUT, 4L * at)).isNaN();
            }
        }
    }

    @Test
    void sums_that_leave_float32_on_the_way_are_nobodys_fault() throws IOException {
        Arrays.fill(a, 0, INNER, 1e25f);
        for (int p = 0; p < INNER; p++) {
            b[p * COLS] = p % 2 == 0 ? 1e25f : -1e25f;
            b[p * COLS + 1] = 1e25f;
        }
        try (MatmulOperands operands = open();
                Arena arena = Arena.ofConfined()) {
            for (Honest order : Honest.values()) {
                MemorySegment values = order.compute(operands, ALL, arena);
                MatmulCheckTest.passed(MatmulCheck.create(operands).check(ALL, values));
                assertThat(values.get(Float32.LAYOUT, 0)).isZero();
                assertThat(values.get(Float32.LAYOUT, 4)).isEqualTo(Float.POSITIVE_INFINITY);
            }
        }
    }

    /** Rows 2 and 9 of A, columns 4, 5, 20 and 29 of B; infinities of both signs meet, and zeros meet infinities. */
    private void plantNonFinite() {
        a[2 * INNER + 7] = Float.NaN;
        a[9 * INNER + 1] = Float.POSITIVE_INFINITY;
        a[9 * INNER + 30] = Float.NEGATIVE_INFINITY;
        a[3 * INNER + 11] = 0;
        b[11 * COLS + 4] = Float.POSITIVE_INFINITY;
        b[12 * COLS + 5] = Float.NEGATIVE_INFINITY;
        b[13 * COLS + 20] = Float.NaN;
        b[14 * COLS + 29] = Float.POSITIVE_INFINITY;
        b[15 * COLS + 29] = Float.NEGATIVE_INFINITY;
        b[COLS + 8] = 0;
    }

    private MatmulOperands open() throws IOException {
        return Factors.open(ROWS, INNER, COLS, a, b, folder);
    }

    private float[] normal(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
