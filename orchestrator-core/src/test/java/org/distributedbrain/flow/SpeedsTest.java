package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.Standing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts of a worker's own word; TestCore's workers compute with wasm, which usually does 8e9 operations a second. */
class SpeedsTest {
    private static WorkerRecord worker(Capabilities told, @Nullable Pace before) {
        return new WorkerRecord(TestCore.known("w", before, Standing.NEWCOMER, told), Instant.EPOCH);
    }

    private static Capabilities claim(double operations, @Nullable Double down, @Nullable Double up) {
        return new Capabilities(Map.of("wasm", operations, "webgpu", 7e17), down, up, null, null, null);
    }

    @ParameterizedTest
    @CsvSource({"2e10, 2e10", "1e9, 1e9", "1e18, 32e9", "1, 8e7"})
    void a_claim_is_a_first_guess_within_bounds(double claimed, double counted) {
        assertThat(Speeds.of(worker(claim(claimed, null, null), null)).operationsPerSecond())
                .isEqualTo(counted);
    }

    @Test
    void so_is_a_link() {
        Pace pace = Speeds.of(worker(claim(1e9, 3e6, 1e15), null));
        assertThat(pace.outBytesPerSecond()).isEqualTo(3e6);
        assertThat(pace.inBytesPerSecond()).isEqualTo(200e6);
    }

    @Test
    void a_claim_is_no_measurement_and_a_measurement_takes_its_place_at_once() {
        WorkerRecord claims = worker(claim(2e10, null, null), null);
        assertThat(Speeds.known(claims)).isFalse();
        Pace measured = new Pace(5e8, 1e6, 1e6, 3);
        assertThat(Speeds.of(worker(claim(1e18, 1e15, 1e15), measured))).isEqualTo(measured);
    }
}
