package org.distributedbrain.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstantTextTest {
    private final InstantText converter = new InstantText();

    @Test
    void times_are_iso_8601_with_six_decimals() {
        assertThat(converter.to(Instant.parse("2026-01-31T09:30:00Z"))).isEqualTo("2026-01-31T09:30:00.000000Z");
        assertThat(converter.to(Instant.parse("2026-01-31T09:30:00.1234567Z")))
                .isEqualTo("2026-01-31T09:30:00.123456Z");
    }

    @Test
    void text_becomes_the_same_time_again() {
        Instant time = Instant.parse("2026-01-31T09:30:00.5Z");
        assertThat(converter.from(converter.to(time))).isEqualTo(time);
    }

    @Test
    void nothing_stays_nothing() {
        assertThat(converter.to(null)).isNull();
        assertThat(converter.from(null)).isNull();
    }

    @Test
    void alphabetical_order_is_order_in_time() {
        List<Instant> times = List.of(
                Instant.parse("2025-12-31T23:59:59.999999Z"),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-01T00:00:00.000001Z"),
                Instant.parse("2026-01-01T00:00:00.1Z"),
                Instant.parse("2026-01-01T00:00:01Z"));
        assertThat(times.stream().map(converter::to)).isSorted();
    }
}
