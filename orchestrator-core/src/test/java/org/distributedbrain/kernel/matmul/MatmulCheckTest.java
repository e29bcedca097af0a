package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What honest workers return passes, in 8 kinds of data, 6 orders of summation and 6 shapes. */
class MatmulCheckTest {
    private static final int[][] SHAPES = {
        {1, 1, 1}, {3, 257, 5}, {8, 64, 1}, {16, 512, 96}, {5, 33, 130}, {2, 4000, 64}
    };
    /** Data of which the random vectors alone clear every row, as long as rounding is to nearest. */
    private static final Set<Factors> ORDINARY =
            EnumSet.of(Factors.NORMAL, Factors.POSITIVE, Factors.CANCELLING, Factors.SPARSE, Factors.SCALED_ROWS);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Factors.class)
    void honest_results_pass_whatever_the_order_of_their_sums(Factors factors) throws IOException {
        for (int[] shape : SHAPES) {
            try (MatmulOperands operands = factors.open(shape[1], shape[0], shape[1], shape[2], folder)) {
                for (Honest order : Honest.values()) {
                    try (Arena arena = Arena.ofConfined()) {
                        Chunk chunk = Honest.chunk(shape[1], 0, shape[0], 0, shape[2]);
                        MemorySegment values = order.compute(operands, chunk, arena);
                        Evidence evidence = passed(
                                MatmulCheck.create(operands, new Random(1)).check(chunk, values));
                        assertThat(evidence.vectors()).isEqualTo(3);
                        assertThat(evidence.worstResidual()).isBetween(0.0, 1.0);
                        assertThat(evidence.maxError()).isNotNull();
                        if (ORDINARY.contains(factors) && order != Honest.TRUNCATING) {
                            assertThat(evidence.rowsRecomputed())
                                    .as("%s of %s", order, factors)
                                    .isZero();
                        }
                    }
                }
            }
        }
    }

    @Test
    void tiles_are_checked_by_several_threads_with_one_set_of_vectors() throws IOException {
        try (MatmulOperands operands = Factors.NORMAL.open(3, 60, 300, 90, folder)) {
            MatmulCheck check = MatmulCheck.create(operands);
            IntStream.range(0, 6 * 3).parallel().forEach(tile -> {
                try (Arena arena = Arena.ofConfined()) {
                    Chunk chunk = Honest.chunk(300, tile / 3 * 10, 10, tile % 3 * 30, 30);
                    MemorySegment values = Honest.FUSED.compute(operands, chunk, arena);
                    assertThat(passed(check.check(chunk, values)).rowsRecomputed())
                            .isZero();
                }
            });
        }
    }

    @Test
    void the_largest_error_is_that_of_the_values_that_are_kept() throws IOException {
        try (MatmulOperands operands = Factors.NORMAL.open(4, 10, 200, 30, folder);
                Arena arena = Arena.ofConfined()) {
            Chunk chunk = Honest.chunk(200, 0, 10, 0, 30);
            MemorySegment values = Honest.SEQUENTIAL.compute(operands, chunk, arena);
            double largest = 0;
            for (int i = 0; i < 10; i++) {
                for (int j = 0; j < 30; j++) {
                    double exact = 0;
                    for (int p = 0; p < 200; p++) {
                        exact += (double) operands.a().at(i, p) * operands.b().at(p, j);
                    }
                    largest = Math.max(largest, Math.abs(exact - values.get(Float32.LAYOUT, 4L * (i * 30 + j))));
                }
            }
            Double reported =
                    passed(MatmulCheck.create(operands).check(chunk, values)).maxError();
            assertThat(reported).isNotNull().isCloseTo(largest, Offset.offset(1e-12));
        }
    }

    @Test
    void large_jobs_are_not_compared_in_full() throws IOException {
        try (MatmulOperands operands = Factors.NORMAL.open(5, 520, 520, 520, folder);
                Arena arena = Arena.ofConfined()) {
            Chunk chunk = Honest.chunk(520, 100, 3, 0, 520);
            MemorySegment values = Honest.BLOCKED.compute(operands, chunk, arena);
            assertThat(passed(MatmulCheck.create(operands).check(chunk, values)).maxError())
                    .isNull();
        }
    }

    @Test
    void large_jobs_are_compared_in_full_when_that_is_asked_for() throws IOException {
        try (MatmulOperands operands = Factors.NORMAL.open(5, 520, 520, 520, folder);
                Arena arena = Arena.ofConfined()) {
            Chunk chunk = Honest.chunk(520, 100, 3, 0, 520);
            MemorySegment values = Honest.BLOCKED.compute(operands, chunk, arena);
            MatmulCheck check = MatmulCheck.create(operands, Verification.CPU);
            Double maxError = passed(check.check(chunk, values)).maxError();
            assertThat(maxError).isPositive().isLessThan(1e-2);
            float value = values.getAtIndex(ValueLayout.JAVA_FLOAT, 700);
            values.setAtIndex(ValueLayout.JAVA_FLOAT, 700, value + 0.05f);
            assertThat(check.check(chunk, values))
                    .isInstanceOfSatisfying(
                            Verdict.Wrong.class,
                            wrong -> assertThat(wrong.message()).startsWith("C[101, 180] came"));
        }
    }

    @Test
    void a_chunk_of_another_shape_is_a_mistake_of_the_caller() throws IOException {
        try (MatmulOperands operands = Factors.NORMAL.open(6, 4, 5, 6, folder);
                Arena arena = Arena.ofConfined()) {
            MatmulCheck check = MatmulCheck.create(operands);
            MemorySegment values = arena.allocate(4 * 4 * 6);
            assertThatThrownBy(() -> check.check(Honest.chunk(6, 0, 4, 0, 6), values))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> check.check(Honest.chunk(5, 1, 4, 0, 6), values))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> check.check(Honest.chunk(5, 0, 4, 0, 5), values))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    static Evidence passed(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        return ((Verdict.Passed) verdict).evidence();
    }
}
