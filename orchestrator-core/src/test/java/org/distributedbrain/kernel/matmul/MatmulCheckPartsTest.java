package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Random;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Chunks that are tiles, and parts of the sum of a tile. */
class MatmulCheckPartsTest {
    private static final int ROWS = 24;
    private static final int INNER = 301;
    private static final int COLS = 40;
    private static final int[][] INNER_RANGES = {{0, 100}, {100, 1}, {101, 200}};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Factors.class)
    void honest_parts_pass_whatever_the_order_of_their_sums(Factors factors) throws IOException {
        try (MatmulOperands operands = factors.open(11, ROWS, INNER, COLS, folder);
                Arena arena = Arena.ofConfined()) {
            MatmulCheck check = MatmulCheck.create(operands, new Random(2));
            for (Honest order : Honest.values()) {
                for (int part = 0; part < INNER_RANGES.length; part++) {
                    Chunk chunk = chunk(part, 5, 17, 9, 23);
                    Verdict verdict = check.check(chunk, order.compute(operands, chunk, arena));
                    assertThat(MatmulCheckTest.passed(verdict).maxError()).isNotNull();
                }
            }
        }
    }

    @Test
    void parts_of_ordinary_data_are_cleared_by_the_random_vectors_alone() throws IOException {
        try (MatmulOperands operands = Factors.NORMAL.open(12, ROWS, INNER, COLS, folder);
                Arena arena = Arena.ofConfined()) {
            Chunk chunk = chunk(2, 0, ROWS, 3, 30);
            Evidence evidence = MatmulCheckTest.passed(
                    MatmulCheck.create(operands).check(chunk, Honest.FUSED.compute(operands, chunk, arena)));
            assertThat(evidence.rowsRecomputed()).isZero();
            assertThat(evidence.worstResidual()).isLessThan(0.9);
        }
    }

    @Test
    void a_wrong_value_a_swapped_part_and_the_whole_sum_are_blamed() throws IOException {
        try (MatmulOperands operands = Factors.NORMAL.open(13, ROWS, INNER, COLS, folder);
                Arena arena = Arena.ofConfined()) {
            MatmulCheck check = MatmulCheck.create(operands);
            Chunk chunk = chunk(0, 2, 10, 7, 20);
            MemorySegment off = Honest.SEQUENTIAL.compute(operands, chunk, arena);
            off.set(Float32.LAYOUT, 4L * (3 * 20 + 5), off.get(Float32.LAYOUT, 4L * (3 * 20 + 5)) + 1);
            assertThat(check.check(chunk, off))
                    .isInstanceOfSatisfying(
                            Verdict.Wrong.class,
                            wrong -> assertThat(wrong.message()).startsWith("C[5, 12] came back as"));
            Chunk other = chunk(2, 2, 10, 7, 20);
            assertThat(check.check(chunk, Honest.SEQUENTIAL.compute(operands, other, arena)))
                    .isInstanceOf(Verdict.Wrong.class);
            Chunk whole = Honest.chunk(INNER, 2, 10, 7, 20);
            assertThat(check.check(chunk, Honest.SEQUENTIAL.compute(operands, whole, arena)))
                    .isInstanceOf(Verdict.Wrong.class);
            assertThat(check.check(whole, Honest.SEQUENTIAL.compute(operands, whole, arena)))
                    .isInstanceOf(Verdict.Passed.class);
        }
    }

    @Test
    void what_is_not_finite_in_one_part_does_not_hide_a_lie_in_another() throws IOException {
        float[] a = new float[ROWS * INNER];
        float[] b = new float[INNER * COLS];
        Random random = new Random(3);
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < b.length; i++) {
            b[i] = (float) random.nextGaussian();
        }
        a[4 * INNER + 200] = Float.NaN; // in the third part
        b[250 * COLS + 6] = Float.POSITIVE_INFINITY;
        try (MatmulOperands operands = Factors.open(ROWS, INNER, COLS, a, b, folder);
                Arena arena = Arena.ofConfined()) {
            MatmulCheck check = MatmulCheck.create(operands);
            for (int part = 0; part < INNER_RANGES.length; part++) {
                Chunk chunk = chunk(part, 0, ROWS, 0, COLS);
                MemorySegment values = Honest.PAIRWISE.compute(operands, chunk, arena);
                assertThat(check.check(chunk, values)).isInstanceOf(Verdict.Passed.class);
                boolean third = part == 2;
                assertThat(Float.isFinite(values.get(Float32.LAYOUT, 4L * (4 * COLS + 6))))
                        .isEqualTo(!third);
                values.set(Float32.LAYOUT, 4L * (7 * COLS + 8), 1e6f);
                assertThat(check.check(chunk, values)).isInstanceOf(Verdict.Wrong.class);
            }
        }
    }

    @Test
    void factors_that_do_not_meet_are_a_mistake_of_the_caller() throws IOException {
        try (MatmulOperands operands = Factors.NORMAL.open(14, 4, 9, 6, folder);
                Arena arena = Arena.ofConfined()) {
            MatmulCheck check = MatmulCheck.create(operands);
            MemorySegment values = arena.allocate(4 * 4 * 6);
            assertThatThrownBy(() -> check.check(Honest.part(1, 5, 5, 0, 4, 0, 6), values))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> check.check(Honest.part(1, -1, 5, 0, 4, 0, 6), values))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Chunk chunk(int part, int firstRow, int rows, int firstCol, int cols) {
        return Honest.part(part, INNER_RANGES[part][0], INNER_RANGES[part][1], firstRow, rows, firstCol, cols);
    }
}
