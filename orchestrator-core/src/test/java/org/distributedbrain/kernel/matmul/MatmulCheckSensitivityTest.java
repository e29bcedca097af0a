package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Random;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One element that is wrong by 1e-4 of the root mean square of C is caught at every size and in tiles of any shape, every time. */
class MatmulCheckSensitivityTest {
    private static final int TRIALS = 12;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1, 7, 4096",
        "4096, 3, 1",
        "1, 4096, 4096",
        "5, 4096, 3000",
        "40, 4096, 4096",
        "300, 1024, 777",
        "64, 2048, 2048",
        "700, 4096, 9",
        "17, 600, 4096",
        "33, 300, 300",
        "2000, 50, 60"
    })
    void one_element_is_caught_in_sums_of_the_noisiest_order(int rows, int inner, int cols) throws Exception {
        for (Factors factors : new Factors[] {Factors.NORMAL, Factors.POSITIVE, Factors.SCALED_ROWS}) {
            Random random = new Random(rows + inner + cols);
            float[] a = factors.left(random, rows, inner);
            float[] b = factors.right(random, inner, cols);
            float[] honest = Engine.javaReference().multiply(rows, inner, cols, a, b);
            RandomProduct product = new RandomProduct(factors.toString(), rows, inner, cols, a, b, 1, 2, 1, true);
            try (MatmulOperands operands = product.open(folder);
                    Arena arena = Arena.ofConfined()) {
                MatmulCheck check = MatmulCheck.create(operands);
                MemorySegment c = arena.allocateFrom(ValueLayout.JAVA_FLOAT, honest);
                Evidence evidence = MatmulCheckTest.passed(check.check(product.chunk(), c));
                // Rows a few times as large as most are off by more in all of their elements: there it says how much.
                double limit = factors == Factors.SCALED_ROWS
                        ? Math.max(Sensitivity.LIMIT, evidence.bound())
                        : Sensitivity.LIMIT;
                assertThat(evidence.bound()).as("%s", factors).isLessThanOrEqualTo(limit);
                double by = 1.001 * limit * RandomProduct.rms(c);
                for (int trial = 0; trial < TRIALS; trial++) {
                    MemorySegment.copy(honest, 0, c, ValueLayout.JAVA_FLOAT, 0, honest.length);
                    assertCaught(check, product, c, random, by);
                }
            }
        }
    }

    private static void assertCaught(
            MatmulCheck check, RandomProduct product, MemorySegment c, Random random, double by) {
        int at = random.nextInt((int) (c.byteSize() / 4));
        double exact = product.exact(at / product.cols(), at % product.cols());
        float changed = (float) (exact + (random.nextBoolean() ? by : -by));
        c.setAtIndex(ValueLayout.JAVA_FLOAT, at, changed);
        Verdict verdict = check.check(product.chunk(), c);
        if (verdict instanceof Verdict.Passed(Evidence evidence, var _)) {
            boolean replaced = c.getAtIndex(ValueLayout.JAVA_FLOAT, at) != changed;
            boolean told = evidence.maxError() != null && evidence.maxError() > 0.9 * by;
            assertThat(replaced || told)
                    .as("%s, element %d, %s", product.story(), at, evidence)
                    .isTrue();
        }
    }

    @Test
    void a_quiet_engine_needs_a_single_look_and_a_noisy_one_a_finer_one_to_the_same_end() throws IOException {
        Random random = new Random(3);
        int rows = 48;
        int side = 1500;
        float[] a = Factors.NORMAL.left(random, rows, side);
        float[] b = Factors.NORMAL.right(random, side, side);
        RandomProduct product = new RandomProduct("quiet", rows, side, side, a, b, 0, 0, 0, true);
        try (MatmulOperands operands = product.open(folder);
                Arena arena = Arena.ofConfined()) {
            Projections projections = new Projections(operands, new SecretVectors(SecretVectors.freshSeed()));
            Chunk chunk = product.chunk();
            MemorySegment exact = exact(product, operands, arena);
            MemorySegment noisy = arena.allocate(chunk.resultBytes(), 64).copyFrom(exact);
            for (long i = 0; i < rows * (long) side; i++) {
                float x = noisy.getAtIndex(ValueLayout.JAVA_FLOAT, i);
                noisy.setAtIndex(ValueLayout.JAVA_FLOAT, i, x + (float) (random.nextGaussian() * 40e-6));
            }
            assertThat(segments(projections, chunk, exact)).isLessThanOrEqualTo(1);
            assertThat(segments(projections, chunk, noisy)).isGreaterThan(8);
            MatmulCheck check = MatmulCheck.create(operands, Verification.FREIVALDS);
            for (MemorySegment values : new MemorySegment[] {exact, noisy}) {
                assertThat(MatmulCheckTest.passed(check.check(chunk, values)).bound())
                        .isLessThanOrEqualTo(Sensitivity.LIMIT);
            }
        }
    }

    @Test
    void a_large_row_that_is_noisy_because_something_in_it_is_wrong_is_cut_all_the_same() throws IOException {
        Random random = new Random(4);
        int rows = 48;
        int side = 1500;
        int large = 7;
        float[] a = Factors.NORMAL.left(random, rows, side);
        float[] b = Factors.NORMAL.right(random, side, side);
        for (int col = 0; col < side; col++) {
            a[large * side + col] *= 1000;
        }
        RandomProduct product = new RandomProduct("large row", rows, side, side, a, b, 0, 0, 0, true);
        try (MatmulOperands operands = product.open(folder);
                Arena arena = Arena.ofConfined()) {
            Projections projections = new Projections(operands, new SecretVectors(SecretVectors.seedFrom(random)));
            Chunk chunk = product.chunk();
            MemorySegment values = exact(product, operands, arena);
            ProjectedBlock projected = projections.of(chunk.b());
            ProjectedRows.Times ofA = projections.times(chunk.a(), projected);
            RowTest honest = new RowTest(projected.projection(), ofA, chunk, values);
            honest.run();
            double wrong = 0.5 * RoundingBound.rounding(honest.unit(large));
            assertThat(wrong).isGreaterThan(Sensitivity.LIMIT * honest.rms());
            long at = (long) large * side + 700;
            float right = values.getAtIndex(ValueLayout.JAVA_FLOAT, at);
            values.setAtIndex(ValueLayout.JAVA_FLOAT, at, (float) (right + wrong));
            RowTest changed = new RowTest(projected.projection(), ofA, chunk, values);
            changed.run();
            assertThat(new Sensitivity(changed, rows).segments(large, projected.maxSegments()))
                    .isEqualTo(projected.maxSegments());
        }
    }

    /** The product in float64, rounded once. */
    private static MemorySegment exact(RandomProduct product, MatmulOperands operands, Arena arena) {
        Chunk chunk = product.chunk();
        MemorySegment exact = arena.allocate(chunk.resultBytes(), 64);
        ExactProduct product64 = new ExactProduct(operands, chunk.a(), chunk.b());
        for (int row = 0; row < product.rows(); row++) {
            double[] values = product64.rows(new int[] {row})[0];
            for (int col = 0; col < values.length; col++) {
                exact.setAtIndex(ValueLayout.JAVA_FLOAT, (long) row * values.length + col, (float) values[col]);
            }
        }
        return exact;
    }

    private static int segments(Projections projections, Chunk chunk, MemorySegment values) {
        ProjectedBlock projected = projections.of(chunk.b());
        RowTest rows = new RowTest(projected.projection(), projections.times(chunk.a(), projected), chunk, values);
        rows.run();
        Sensitivity sensitivity = new Sensitivity(rows, chunk.rows());
        int most = 0;
        for (int row = 0; row < chunk.rows(); row++) {
            most = Math.max(most, sensitivity.segments(row, projected.maxSegments()));
        }
        return most;
    }
}
