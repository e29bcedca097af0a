package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tiles of every size and kind of data from every real engine that this computer has: none is called wrong, and one element changed in any of
 * them does not get through. {@code -Dtrust.tiles=10000} makes it the measurement of docs/trust.md, {@code -Dtrust.first=N} begins elsewhere.
 */
class HonestEnginesTest {
    private static final long TILES = Long.getLong("trust.tiles", 150);
    private static final long FIRST = Long.getLong("trust.first", 1);
    private static final long WORK = 1_000_000;
    /** One tile in forty is large. */
    private static final long LARGE_WORK = 30_000_000;

    @TempDir
    private static Path folder;

    private static final List<Engine> ENGINES = new ArrayList<>();

    /** What happened to the tiles of one engine. */
    private static final class Tally {
        private int tiles;
        private int wrong;
        private long rows;
        private long recomputed;
        private int changed;
        private int caught;
        private double worst;
        private final List<String> stories = new ArrayList<>();

        String line(String engine) {
            return String.format(
                    Locale.ROOT,
                    "%-16s %6d tiles, %d called wrong, %d of %d rows recomputed, largest residual %.3f of its bound; %d of %d changed elements caught",
                    engine,
                    tiles,
                    wrong,
                    recomputed,
                    rows,
                    worst,
                    caught,
                    changed);
        }
    }

    @BeforeAll
    static void open() throws Exception {
        ENGINES.add(Engine.javaReference());
        ENGINES.add(Engine.vectorApi());
        Engine.blas().ifPresent(ENGINES::add);
        for (String page : List.of("js", "wasm", "webgpu")) {
            ProcessEngine.ofPage(page).ifPresent(ENGINES::add);
        }
        ProcessEngine.numpy().ifPresent(ENGINES::add);
    }

    @AfterAll
    static void close() throws Exception {
        for (Engine engine : ENGINES) {
            engine.close();
        }
    }

    @Test
    void no_honest_tile_is_called_wrong_and_one_changed_element_never_gets_through() throws Exception {
        List<String> stories = new ArrayList<>();
        for (int e = 0; e < ENGINES.size(); e++) {
            Tally tally = new Tally();
            for (long seed = FIRST + e; seed < FIRST + TILES; seed += ENGINES.size()) {
                check(ENGINES.get(e), seed, tally);
            }
            System.out.println(tally.line(ENGINES.get(e).name()));
            stories.addAll(tally.stories);
        }
        assertThat(stories).isEmpty();
    }

    private static void check(Engine engine, long seed, Tally tally) throws Exception {
        RandomProduct product = RandomProduct.of(seed, seed % 40 == 0 ? LARGE_WORK : WORK);
        float[] values = engine.multiply(product.rows(), product.inner(), product.cols(), product.a(), product.b());
        try (MatmulOperands operands = product.open(folder);
                Arena arena = Arena.ofConfined()) {
            Chunk chunk = product.chunk();
            MatmulCheck check = MatmulCheck.create(operands);
            MemorySegment c = arena.allocateFrom(ValueLayout.JAVA_FLOAT, values);
            tally.tiles++;
            tally.rows += chunk.rows();
            switch (check.check(chunk, c)) {
                case Verdict.Wrong wrong -> {
                    tally.wrong++;
                    tally.stories.add(engine.name() + " called wrong: " + product.story() + ": " + wrong.message());
                }
                case Verdict.Passed(Evidence evidence, var _) -> {
                    tally.recomputed += evidence.rowsRecomputed();
                    tally.worst = Math.max(tally.worst, evidence.worstResidual());
                    if (product.finite()) {
                        change(engine, product, new Random(seed), check, evidence, values, c, tally);
                    }
                }
            }
        }
    }

    /** Makes one element wrong by a little more than what may go unnoticed. */
    private static void change(
            Engine engine,
            RandomProduct product,
            Random random,
            MatmulCheck check,
            Evidence evidence,
            float[] values,
            MemorySegment c,
            Tally tally) {
        int at = random.nextInt(values.length);
        double exact = product.exact(at / product.cols(), at % product.cols());
        double by = 1.02 * Math.max(Sensitivity.LIMIT, evidence.bound()) * RandomProduct.rms(c);
        float changed = (float) (exact + (random.nextBoolean() ? by : -by));
        double off = Math.abs(changed - exact);
        if (!(off >= 0.99 * by) || by == 0 || !Float.isFinite(changed)) {
            return; // so small a change float32 cannot hold
        }
        MemorySegment.copy(values, 0, c, ValueLayout.JAVA_FLOAT, 0, values.length);
        c.setAtIndex(ValueLayout.JAVA_FLOAT, at, changed);
        tally.changed++;
        Verdict verdict = check.check(product.chunk(), c);
        boolean caught = verdict instanceof Verdict.Wrong
                || c.getAtIndex(ValueLayout.JAVA_FLOAT, at) != changed
                || (verdict instanceof Verdict.Passed(Evidence now, var _)
                        && now.maxError() != null
                        && now.maxError() >= 0.99 * off);
        if (caught) {
            tally.caught++;
        } else {
            tally.stories.add(engine.name() + ", element " + at + " changed by " + off + " unnoticed: "
                    + product.story() + ", " + evidence);
        }
    }
}
