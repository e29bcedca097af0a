package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.distributedbrain.flow.Forecast.Computer;
import org.distributedbrain.job.Estimate.Bound;
import org.distributedbrain.job.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The formula against a grid that is simulated wire by wire on a clock of its own, with links and speeds that are given. */
class ForecastTest {
    private static final Computer UNBOUND = new Computer(1e12, 1e12, Double.POSITIVE_INFINITY, 0, 0);

    @ParameterizedTest
    @CsvSource({
        // workers, Gop/s of each, MB/s out and in of each, MB/s out and in of this computer, chunks of each
        "1, 20,  50,  50, 1000, 1000,  8",
        "4, 20,  50,  50, 1000, 1000,  8",
        "8, 50, 100, 100,  200, 1000, 16", // they share the way out
        "8, 50, 100, 100, 1000,  100, 16", // they share the way in
        "8, 20,  10, 100, 1000, 1000,  4",
        "3,  1, 100, 100, 1000, 1000,  5",
        "8, 50, 100, 100,  100,   80,  1",
    })
    void it_is_near_what_a_simulated_grid_takes(
            int workers, double gops, double out, double in, double allOut, double allIn, int chunks) {
        Pace pace = new Pace(1e9 * gops, 1e6 * out, 1e6 * in, 2);
        Computer computer = new Computer(1e6 * allOut, 1e6 * allIn, Double.POSITIVE_INFINITY, 0, 5);
        long a = 1_000_000;
        long b = 4_000_000;
        long c = 800_000;
        double operations = 1e9;
        double truth = new WiredGrid(pace, computer, workers).run(chunks, a, b, c, operations);
        List<Helper> helpers = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            helpers.add(new Helper(pace, false, chunks, chunks * operations, b + chunks * a, a + b, chunks * c));
        }
        assertThat(Forecast.of(helpers, computer, 1).totalMs()).isCloseTo(truth, Percentage.withPercentage(25));
    }

    @Test
    void the_slowest_stage_is_what_binds() {
        assertThat(bound(new Pace(1e12, 1e6, 1e9, 1))).isEqualTo(Bound.UPLINK);
        assertThat(bound(new Pace(1e12, 1e9, 1e6, 1))).isEqualTo(Bound.DOWNLINK);
        assertThat(bound(new Pace(1e9, 1e9, 1e9, 1))).isEqualTo(Bound.COMPUTE);
        assertThat(bound(new Pace(1e12, 1e12, 1e12, 1_000))).isEqualTo(Bound.OVERHEAD);
    }

    @Test
    void what_follows_the_last_byte_is_overhead_when_it_is_most_of_it() {
        Computer slowDisk = new Computer(1e12, 1e12, Double.POSITIVE_INFINITY, 0, 10_000);
        Forecast forecast = Forecast.of(List.of(helper(new Pace(1e9, 1e9, 1e9, 1))), slowDisk, 1);
        assertThat(forecast.bound()).isEqualTo(Bound.OVERHEAD);
        assertThat(forecast.totalMs()).isGreaterThan(10_000);
    }

    @Test
    void workers_on_this_computer_are_not_faster_together_than_it_is() {
        Computer computer = new Computer(1e12, 1e12, 10e9, 0, 0);
        Pace fast = new Pace(10e9, 1e12, 1e12, 0);
        Helper here = new Helper(fast, true, 10, 10e9, 1_000, 100, 1_000);
        Helper elsewhere = new Helper(fast, false, 10, 10e9, 1_000, 100, 1_000);
        assertThat(Forecast.of(List.of(here, here, here), computer, 1).totalMs())
                .isCloseTo(3_000, within(10.0));
        assertThat(Forecast.of(List.of(elsewhere, elsewhere, elsewhere), computer, 1)
                        .totalMs())
                .isCloseTo(1_000, within(10.0));
    }

    @Test
    void a_job_that_gets_half_of_the_grid_takes_twice_as_long() {
        List<Helper> helpers = List.of(helper(new Pace(1e9, 1e9, 1e9, 1)));
        assertThat(Forecast.of(helpers, UNBOUND, 0.5).totalMs())
                .isCloseTo(2 * Forecast.of(helpers, UNBOUND, 1).totalMs(), within(1e-6));
    }

    /** More to do, or anything slower, is never predicted to be done sooner. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void it_is_monotone(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Helper helper = random(random);
            Helper other = random(random);
            Computer computer = new Computer(
                    random.nextDouble(1e6, 1e9), random.nextDouble(1e6, 1e9), random.nextDouble(1e9, 1e12), 0.1, 10);
            double before = Forecast.of(List.of(helper, other), computer, 1).totalMs();
            for (Helper worse : worse(helper)) {
                assertThat(Forecast.of(List.of(worse, other), computer, 1).totalMs())
                        .as("%s and then %s", helper, worse)
                        .isGreaterThanOrEqualTo(before * (1 - 1e-12));
            }
        }
    }

    private static List<Helper> worse(Helper h) {
        Pace p = h.pace();
        return List.of(
                with(h, p, h.operations(), h.bytesOut() * 2, h.firstBytes(), h.bytesIn()),
                with(h, p, h.operations(), h.bytesOut() * 2, h.firstBytes() * 2, h.bytesIn()),
                with(h, p, h.operations() * 2, h.bytesOut(), h.firstBytes(), h.bytesIn()),
                with(h, p, h.operations(), h.bytesOut(), h.firstBytes(), h.bytesIn() * 2),
                with(
                        h,
                        new Pace(
                                p.operationsPerSecond() / 2,
                                p.outBytesPerSecond(),
                                p.inBytesPerSecond(),
                                p.overheadMs())),
                with(
                        h,
                        new Pace(
                                p.operationsPerSecond(),
                                p.outBytesPerSecond() / 2,
                                p.inBytesPerSecond(),
                                p.overheadMs())),
                with(
                        h,
                        new Pace(
                                p.operationsPerSecond(),
                                p.outBytesPerSecond(),
                                p.inBytesPerSecond() / 2,
                                p.overheadMs())),
                with(
                        h,
                        new Pace(
                                p.operationsPerSecond(),
                                p.outBytesPerSecond(),
                                p.inBytesPerSecond(),
                                p.overheadMs() * 2)));
    }

    private static Helper with(Helper h, Pace pace) {
        return with(h, pace, h.operations(), h.bytesOut(), h.firstBytes(), h.bytesIn());
    }

    private static Helper with(Helper h, Pace pace, double operations, long bytesOut, long firstBytes, long bytesIn) {
        return new Helper(pace, h.here(), h.chunks(), operations, bytesOut, firstBytes, bytesIn);
    }

    private static Helper random(Random random) {
        int chunks = 1 + random.nextInt(20);
        long first = 1 + random.nextInt(10_000_000);
        return new Helper(
                new Pace(
                        random.nextDouble(1e8, 1e12),
                        random.nextDouble(1e5, 1e9),
                        random.nextDouble(1e5, 1e9),
                        random.nextDouble(0, 50)),
                random.nextBoolean(),
                chunks,
                random.nextDouble(1, 1e12),
                first + random.nextInt(50_000_000),
                first,
                1 + random.nextInt(50_000_000));
    }

    private static Bound bound(Pace pace) {
        return Forecast.of(List.of(helper(pace)), UNBOUND, 1).bound();
    }

    private static Helper helper(Pace pace) {
        return new Helper(pace, false, 8, 8e9, 8_000_000, 1_000_000, 8_000_000);
    }
}
