package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private final Probe probe = new Probe(Duration.ofSeconds(9), Duration.ofSeconds(30));

    @Test
    void an_unanswered_ping_counts_from_the_first_one() {
        probe.asked(0);
        probe.asked(5 * SECOND);
        assertThat(probe.isHalfOpen(9 * SECOND, false)).isFalse();
        assertThat(probe.isHalfOpen(9 * SECOND + 1, false)).isTrue();
    }

    @Test
    void anything_that_comes_is_an_answer() {
        probe.asked(0);
        probe.heard();
        assertThat(probe.isHalfOpen(100 * SECOND, false)).isFalse();
        probe.asked(100 * SECOND);
        assertThat(probe.isHalfOpen(110 * SECOND, false)).isTrue();
    }

    @Test
    void who_was_never_asked_need_not_answer() {
        assertThat(probe.isHalfOpen(1_000 * SECOND, false)).isFalse();
    }

    @Test
    void bytes_on_their_way_give_time_and_an_answered_ping_says_that_they_arrived() {
        probe.handed(1_000_000); // 4 s
        ByteBuffer payload = probe.payload();
        probe.asked(0);
        assertThat(probe.isHalfOpen(12 * SECOND, false)).isFalse();
        assertThat(probe.isHalfOpen(14 * SECOND, false)).isTrue();
        probe.answered(payload);
        probe.asked(20 * SECOND);
        assertThat(probe.isHalfOpen(30 * SECOND, false)).isTrue();
    }

    @Test
    void no_ping_is_waited_for_longer_than_the_silence_limit() {
        probe.handed(1L << 40);
        probe.asked(0);
        assertThat(probe.isHalfOpen(30 * SECOND, false)).isFalse();
        assertThat(probe.isHalfOpen(31 * SECOND, false)).isTrue();
        assertThat(probe.isHalfOpen(31 * SECOND, true)).isTrue();
    }

    @Test
    void while_operands_are_being_sent_only_the_silence_limit_counts() {
        probe.asked(0);
        assertThat(probe.isHalfOpen(20 * SECOND, true)).isFalse();
    }

    @Test
    void a_made_up_answer_tells_nothing() {
        probe.handed(1_000_000);
        probe.answered(ByteBuffer.allocate(8).putLong(2_000_000).flip());
        probe.answered(ByteBuffer.allocate(3));
        probe.asked(0);
        assertThat(probe.isHalfOpen(12 * SECOND, false)).isFalse();
    }
}
