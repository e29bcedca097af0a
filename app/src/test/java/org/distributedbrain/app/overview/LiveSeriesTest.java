package org.distributedbrain.app.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LiveSeriesTest {
    private final LiveSeries series = new LiveSeries();

    @Test
    void a_second_has_the_mean_of_what_was_true_in_it() {
        series.take(Moments.speed(0, 0, 0, 1));
        series.take(Moments.speed(10, 40, 1, 0));
        series.take(Moments.speed(10.25, 80, 1, 0));
        series.until(Moments.at(11));
        assertThat(series.gigaflops(1).orElseThrow()).isEqualTo(0.25 * 40 + 0.75 * 80, within(1e-9));
        assertThat(series.gigaflops(2).orElseThrow()).isZero();
    }

    @Test
    void what_was_true_stays_true_where_nothing_happens() {
        series.take(Moments.speed(0, 50, 1, 0));
        assertThat(series.until(Moments.at(20))).isTrue();
        assertThat(series.gigaflops(1).orElseThrow()).isEqualTo(50, within(1e-9));
        assertThat(series.gigaflops(19).orElseThrow()).isEqualTo(50, within(1e-9));
        assertThat(series.gigaflops(22)).isEmpty();
        assertThat(series.until(Moments.at(20.5))).isFalse();
    }

    @Test
    void it_is_bounded_and_begins_anew_after_a_long_silence() {
        series.take(Moments.speed(0, 50, 1, 0));
        for (int second = 1; second < 3 * LiveSeries.SECONDS; second++) {
            series.take(Moments.speed(second, second, 1, 0));
        }
        assertThat(series.gigaflops(1).orElseThrow()).isEqualTo(3.0 * LiveSeries.SECONDS - 2, within(1e-9));
        assertThat(series.gigaflops(LiveSeries.SECONDS - 1).orElseThrow())
                .isEqualTo(2.0 * LiveSeries.SECONDS, within(1e-9));
        series.take(Moments.speed(100_000, 0, 0, 1));
        series.until(Moments.at(100_400));
        assertThat(series.gigaflops(1).orElseThrow()).isZero();
        assertThat(series.gigaflops(LiveSeries.SECONDS - 2).orElseThrow()).isZero();
    }

    @Test
    void an_older_snapshot_changes_no_past() {
        series.take(Moments.speed(5, 10, 1, 0));
        assertThat(series.take(Moments.speed(3, 90, 1, 0))).isFalse();
        series.until(Moments.at(6));
        assertThat(series.gigaflops(1).orElseThrow()).isEqualTo(90, within(1e-9));
    }

    @Test
    void efficiency_is_the_part_of_the_connected_workers_time_that_they_computed() {
        assertThat(series.efficiency(10)).isEmpty();
        series.take(Moments.speed(0, 1, 1, 3));
        series.take(Moments.speed(6, 1, 4, 0));
        series.until(Moments.at(8));
        assertThat(series.efficiency(10).orElseThrow()).isEqualTo((6 * 1 + 2 * 4) / 32.0, within(1e-9));
    }
}
