package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of every kind of data, looked at again with other vectors. {@code -Dtrust.kept=N} says how many, {@code -Dtrust.first=N} where to begin. */
class KeptValuesTest {
    private static final long TILES = Long.getLong("trust.kept", 120);
    private static final long FIRST = Long.getLong("trust.first", 1);
    private static final int LOOKS = 4;

    @TempDir
    Path folder;

    @Test
    void an_honest_result_is_confirmed_whenever_it_is_looked_at_and_no_value_is_off_by_more_than_is_said()
            throws Exception {
        List<String> stories = new ArrayList<>();
        int changed = 0;
        for (long seed = FIRST; seed < FIRST + TILES; seed++) {
            changed += look(seed, stories);
        }
        assertThat(stories).isEmpty();
        assertThat(changed).isGreaterThan((int) TILES / 2);
    }

    /** Returns how many values were made wrong. */
    private int look(long seed, List<String> stories) throws IOException {
        RandomProduct product = RandomProduct.of(seed, 400_000);
        Chunk chunk = product.chunk();
        Honest engine = Honest.values()[(int) (seed % Honest.values().length)];
        try (MatmulOperands operands = product.open(folder);
                Arena arena = Arena.ofConfined()) {
            MemorySegment values = engine.compute(operands, chunk, arena);
            if (!(MatmulCheck.create(operands).check(chunk, values) instanceof Verdict.Passed first)) {
                stories.add("called wrong: " + product.story());
                return 0;
            }
            MemorySegment kept = arena.allocate(values.byteSize(), 64).copyFrom(values);
            double bound = 0;
            for (int i = 0; i < LOOKS; i++) {
                switch (MatmulCheck.create(operands)
                        .confirm(chunk, values, first.evidence().bound())) {
                    case Verdict.Wrong wrong ->
                        stories.add(engine + " not confirmed: " + product.story() + ": " + wrong.message());
                    case Verdict.Passed passed ->
                        bound = Math.max(bound, passed.evidence().bound());
                }
            }
            assertThat(values.mismatch(kept)).as("nothing is touched up").isEqualTo(-1);
            return product.finite() ? change(product, operands, values, bound, new Random(seed), stories) : 0;
        }
    }

    /** Makes one value wrong by more than four times of what may go unnoticed, at least 4·10⁻⁴ of the root mean square. */
    private static int change(
            RandomProduct product,
            MatmulOperands operands,
            MemorySegment values,
            double bound,
            Random random,
            List<String> stories) {
        long at = 4L * random.nextInt((int) (values.byteSize() / 4));
        double by = 4 * Math.max(Sensitivity.LIMIT, bound) * RandomProduct.rms(values);
        double exact = product.exact((int) (at / 4 / product.cols()), (int) (at / 4 % product.cols()));
        float wrong = (float) (exact + (random.nextBoolean() ? by : -by));
        double off = Math.abs(wrong - exact);
        if (!(off >= 0.9 * by) || off <= 1e-4 * Math.abs(exact) || off < 1e-30 || !Float.isFinite(wrong)) {
            return 0; // so small a change float32 cannot hold, or rounding explains it
        }
        values.set(Float32.LAYOUT, at, wrong);
        double rms = RandomProduct.rms(values);
        if (MatmulCheck.create(operands).confirm(product.chunk(), values, null) instanceof Verdict.Passed passed
                && passed.evidence().bound() * rms < 0.9 * off) {
            stories.add("off by " + off + ", and by no more than "
                    + passed.evidence().bound() * rms + " it says: " + product.story());
        }
        return 1;
    }
}
