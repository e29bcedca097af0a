package org.distributedbrain.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private Instant wall = START;
    private long nanos;
    private final SteadyClock clock = new SteadyClock(() -> wall, () -> nanos);

    @Test
    void it_tells_the_wall_clocks_time_also_when_that_is_set_forward() {
        pass(Duration.ofSeconds(3));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(3));
        wall = wall.plusSeconds(3_600);
        assertThat(clock.instant()).isEqualTo(wall);
    }

    @Test
    void set_back_by_an_hour_it_goes_on_at_half_pace_until_the_wall_clock_has_caught_up() {
        wall = wall.minusSeconds(3_600);
        for (int second = 0; second < 7_200; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(clock.instant()).isEqualTo(START.plusMillis(500 * (second + 1)));
        }
        pass(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(wall).isEqualTo(START.plusSeconds(3_601));
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }
}
