package org.distributedbrain.app.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTicksTest {
    private static final double START = micros("2026-03-01T14:05:09Z");

    private static double micros(String instant) {
        return Instant.parse(instant).toEpochMilli() * 1e3;
    }

    private static List<String> labels(double from, double span, ZoneId zone) {
        return TimeTicks.of(new Viewport(from, span), 900, zone).stream()
                .map(Tick::label)
                .toList();
    }

    @Test
    void seconds_are_marked_on_round_seconds_and_whole_minutes_stand_out() {
        List<Tick> ticks = TimeTicks.of(new Viewport(START, 60e6), 900, ZoneOffset.UTC);
        assertThat(ticks)
                .extracting(Tick::label)
                .startsWith("14:05:10", "14:05:20")
                .contains("14:06:00");
        assertThat(ticks).filteredOn(Tick::major).extracting(Tick::label).containsExactly("14:06:00");
    }

    @Test
    void below_a_second_fractions_stand_between_whole_seconds() {
        assertThat(labels(START, 1e6, ZoneOffset.UTC)).startsWith("14:05:09", ".100", ".200");
        assertThat(labels(START, 2_000, ZoneOffset.UTC)).startsWith("14:05:09", ".000 200", ".000 400");
    }

    @Test
    void a_day_is_marked_in_local_hours_and_its_date_at_midnight() {
        ZoneId zone = ZoneId.of("Asia/Kolkata"); // five and a half hours ahead
        List<String> labels = labels(START, Viewport.DAY, zone);
        assertThat(labels).contains("21:00", "2 Mar", "06:00", "18:00");
    }

    @Test
    void on_the_day_on_which_the_clock_changes_hours_stay_round() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        double midnight = micros("2026-03-28T23:00:00Z");
        assertThat(labels(midnight, Viewport.DAY, zone))
                .startsWith("29 Mar", "03:00", "06:00")
                .hasSizeLessThan(11);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e3, 7e3, 9e4, 2e6, 4e7, 3e8, 7e9, 4e10, 8.64e10, 3e11, 5e12})
    void marks_never_stand_too_close_and_there_are_always_some(double span) {
        List<Tick> ticks = TimeTicks.of(new Viewport(START, span), 1_200, ZoneId.of("America/New_York"));
        assertThat(ticks).hasSizeBetween(2, 15);
        for (int i = 1; i < ticks.size(); i++) {
            assertThat((ticks.get(i).micros() - ticks.get(i - 1).micros()) / span * 1_200)
                    .isGreaterThan(70);
        }
    }

    @Test
    void a_moment_is_told_in_full() {
        assertThat(TimeTicks.full(START, ZoneOffset.UTC)).isEqualTo("Sun 1 Mar 2026, 14:05:09");
        assertThat(TimeTicks.exact(START + 250_000, ZoneOffset.UTC)).isEqualTo("14:05:09.250");
        assertThat(TimeTicks.exact(START + 7, ZoneOffset.UTC)).isEqualTo("14:05:09.000007");
    }
}
