package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not the product never gets through: it is either blamed on the worker, or computed again and replaced. */
class MatmulCheckDetectionTest {
    private static final int INNER = 1024;
    private static final int COLS = 512;
    private static final int ROWS = 8;
    private static final int FIRST_ROW = 300;
    private static final Arena ARENA = Arena.ofShared();

    @TempDir
    private static Path folder;

    private static MatmulOperands operands;
    private static MatmulCheck check;
    private static Chunk chunk;
    private static MemorySegment honest;
    private static double rms;

    @BeforeAll
    static void a_job_too_large_for_a_full_comparison() {
        MatmulSource source = new MatmulSource.Synthetic(new MatmulSize(320, INNER, COLS), 77);
        operands = MatmulOperands.open(source, folder);
        check = MatmulCheck.create(operands);
        chunk = Honest.chunk(INNER, FIRST_ROW, ROWS, 0, COLS);
        honest = Honest.FUSED.compute(operands, chunk, ARENA);
        double squares = 0;
        for (int i = 0; i < ROWS * COLS; i++) {
            squares += Math.pow(honest.get(Float32.LAYOUT, 4L * i), 2);
        }
        rms = Math.sqrt(squares / (ROWS * COLS));
    }

    @AfterAll
    static void close() {
        operands.close();
        ARENA.close();
    }

    @Test
    void one_element_wrong_by_a_thousandth_is_found_every_time() {
        Random random = new Random(8);
        for (int trial = 0; trial < 60; trial++) {
            int at = random.nextInt(ROWS * COLS);
            float by = (float) (random.nextBoolean() ? 1e-3 * rms : -1e-3 * rms);
            assertRepairedOrBlamed(values -> add(values, at, by));
        }
    }

    @Test
    void one_element_wrong_by_a_part_of_what_is_usual_is_blamed_every_time() {
        Random random = new Random(9);
        for (int trial = 0; trial < 30; trial++) {
            int at = random.nextInt(ROWS * COLS);
            assertThat(verdict(values -> add(values, at, (float) (0.05 * rms)))).isInstanceOf(Verdict.Wrong.class);
        }
    }

    @Test
    void the_message_says_where_and_what() {
        int at = 3 * COLS + 17;
        Verdict verdict = verdict(values -> values.set(Float32.LAYOUT, 4L * at, 1000f));
        assertThat(verdict)
                .isEqualTo(new Verdict.Wrong("C[303, 17] came back as 1000.0; the product there is "
                        + (float) exact().rows(new int[] {303})[0][0]
                        + "."));
    }

    private ExactProduct exact() {
        Chunk one = Honest.chunk(INNER, 303, 1, 17, 1);
        return new ExactProduct(operands, one.a(), one.b());
    }

    @Test
    void rows_that_are_zero_swapped_or_shifted_are_blamed() {
        for (int row = 0; row < ROWS; row++) {
            long offset = 4L * row * COLS;
            long other = 4L * ((row + 3) % ROWS) * COLS;
            assertThat(verdict(values -> values.asSlice(offset, 4L * COLS).fill((byte) 0)))
                    .isInstanceOf(Verdict.Wrong.class);
            assertThat(verdict(values -> {
                        MemorySegment.copy(honest, offset, values, other, 4L * COLS);
                        MemorySegment.copy(honest, other, values, offset, 4L * COLS);
                    }))
                    .isInstanceOf(Verdict.Wrong.class);
            assertThat(verdict(values -> MemorySegment.copy(honest, offset, values, offset + 4, 4L * COLS - 4)))
                    .isInstanceOf(Verdict.Wrong.class);
        }
    }

    @Test
    void nan_and_infinities_out_of_nothing_are_blamed() {
        for (float planted :
                new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE}) {
            assertThat(verdict(values -> values.set(Float32.LAYOUT, 4L * 1234, planted)))
                    .isInstanceOf(Verdict.Wrong.class);
        }
    }

    @Test
    void the_result_of_another_chunk_or_job_is_blamed() {
        try (Arena arena = Arena.ofConfined()) {
            Chunk other = Honest.chunk(INNER, 0, ROWS, 0, COLS);
            MemorySegment ofOther = Honest.FUSED.compute(operands, other, arena);
            assertThat(verdict(values -> values.copyFrom(ofOther))).isInstanceOf(Verdict.Wrong.class);
            assertThat(verdict(values -> values.fill((byte) 0))).isInstanceOf(Verdict.Wrong.class);
            Random random = new Random(2);
            assertThat(verdict(values -> each((segment, at) ->
                                    segment.set(Float32.LAYOUT, at, (float) (rms * random.nextGaussian())))
                            .accept(values)))
                    .isInstanceOf(Verdict.Wrong.class);
        }
    }

    @Test
    void a_product_in_half_precision_is_not_accepted_as_it_is() {
        assertRepairedOrBlamed(values -> each((segment, at) -> {
                    float half = Float.float16ToFloat(Float.floatToFloat16(segment.get(Float32.LAYOUT, at)));
                    segment.set(Float32.LAYOUT, at, half);
                })
                .accept(values));
    }

    @Test
    void small_jobs_are_compared_value_by_value() throws IOException {
        Path small = folder.resolve("small");
        Files.createDirectories(small);
        try (MatmulOperands few = Factors.POSITIVE.open(1, 9, 4, 500, small);
                Arena arena = Arena.ofConfined()) {
            Chunk all = Honest.chunk(4, 0, 9, 0, 500);
            MemorySegment values = Honest.SEQUENTIAL.compute(few, all, arena);
            // Far below what the row's residual may be, and yet more than four float32 products can be wrong by.
            float right = values.get(Float32.LAYOUT, 400);
            values.set(Float32.LAYOUT, 400, right * (1 + 2e-6f));
            assertThat(MatmulCheck.create(few).check(all, values)).isInstanceOf(Verdict.Wrong.class);
        }
    }

    private static void assertRepairedOrBlamed(Consumer<MemorySegment> damage) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(honest.byteSize(), 64).copyFrom(honest);
            damage.accept(values);
            if (check.check(chunk, values) instanceof Verdict.Passed(var evidence, var _)) {
                assertThat(evidence.rowsRecomputed()).isPositive();
                for (long at = 0; at < honest.byteSize(); at += 4) {
                    assertThat((double) values.get(Float32.LAYOUT, at))
                            .isCloseTo(honest.get(Float32.LAYOUT, at), Offset.offset(2e-5 * rms));
                }
            }
        }
    }

    private static Verdict verdict(Consumer<MemorySegment> damage) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(honest.byteSize(), 64).copyFrom(honest);
            damage.accept(values);
            return check.check(chunk, values);
        }
    }

    private static Consumer<MemorySegment> each(BiConsumer<MemorySegment, Long> change) {
        return values -> {
            for (long at = 0; at < values.byteSize(); at += 4) {
                change.accept(values, at);
            }
        };
    }

    private static void add(MemorySegment values, int at, float by) {
        values.set(Float32.LAYOUT, 4L * at, values.get(Float32.LAYOUT, 4L * at) + by);
    }
}
