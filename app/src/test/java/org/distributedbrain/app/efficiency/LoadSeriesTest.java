package org.distributedbrain.app.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoadSeriesTest {
    private static final Instant START = Instant.parse("2026-03-01T14:05:09Z");
    private static final long SECOND = START.getEpochSecond();

    private final LoadSeries series = new LoadSeries();

    @Test
    void what_a_snapshot_shows_holds_until_the_next() {
        series.take(START, new LoadSeries.Load(2, 1, 0));
        series.take(START.plusMillis(1_500), new LoadSeries.Load(0, 0, 3));
        series.until(START.plusMillis(3_000));
        LoadSeries.Sum first = series.between(SECOND, SECOND + 1);
        assertThat(first.computing()).isCloseTo(2, within(1e-6));
        assertThat(first.transferring()).isCloseTo(1, within(1e-6));
        LoadSeries.Sum all = series.between(SECOND, SECOND + 3);
        assertThat(all.computing()).isCloseTo(3, within(1e-6));
        assertThat(all.waiting()).isCloseTo(4.5, within(1e-6));
        assertThat(all.percent(all.computing())).isCloseTo(100 * 3 / 9.0, within(1e-6));
    }

    @Test
    void what_is_older_than_the_ring_is_forgotten() {
        series.take(START, new LoadSeries.Load(1, 0, 0));
        series.until(START.plusSeconds(10_000));
        assertThat(series.latest(LoadSeries.SECONDS).computing()).isCloseTo(LoadSeries.SECONDS, within(2.0));
        assertThat(series.between(SECOND, SECOND + 100).all()).isZero();
    }

    @Test
    void a_moment_before_others_changes_nothing() {
        series.take(START, new LoadSeries.Load(1, 0, 0));
        series.until(START.plusSeconds(2));
        series.until(START.plusSeconds(1));
        assertThat(series.latest(10).all()).isCloseTo(2, within(1e-6));
    }

    @Test
    void bytes_are_counted_where_they_were_moved_unless_that_is_long_ago() {
        series.take(START, new LoadSeries.Load(1, 0, 0));
        series.moved(START.minusSeconds(5), 100, 10);
        series.moved(START, 1_000, 1);
        series.moved(START.minusSeconds(5_000), 1_000_000, 1);
        series.until(START.plusSeconds(1));
        assertThat(series.latest(60).bytesOut()).isEqualTo(1_100);
        assertThat(series.latest(60).bytesIn()).isEqualTo(11);
        assertThat(series.latest(60).percent(0)).isZero();
    }
}
