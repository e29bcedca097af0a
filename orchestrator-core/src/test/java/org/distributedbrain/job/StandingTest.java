package org.distributedbrain.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void reputation_stays_within_its_bounds() {
        Standing best = Standing.NEWCOMER;
        Standing worst = Standing.NEWCOMER;
        for (int i = 0; i < 1_000; i++) {
            best = best.agreed();
            worst = worst.wentSilent();
        }
        assertThat(best).isEqualTo(new Standing(Standing.MOST, 1_000, 0, null));
        assertThat(worst).isEqualTo(new Standing(0, 0, 0, null));
        assertThat(worst.disagreed("so", NOON).reputation()).isZero();
    }

    @Test
    void trust_cannot_be_banked() {
        Standing trusted = Standing.NEWCOMER;
        for (int i = 0; i < 500; i++) {
            trusted = trusted.agreed();
        }
        assertThat(trusted.isTrusted()).isTrue();
        Standing after = trusted.disagreed("so", NOON);
        assertThat(after.consecutive()).isZero();
        assertThat(after.isTrusted()).isFalse();
        assertThat(after.reputation()).isEqualTo(Standing.MOST - 10);
        assertThat(after.quarantine()).isEqualTo(new Quarantine(NOON, "so", NOON.plus(Standing.FIRST_REST), 0));
    }

    @Test
    void the_rest_doubles_with_each_lie_up_to_a_week() {
        Standing liar = Standing.NEWCOMER;
        Duration expected = Standing.FIRST_REST;
        for (int i = 0; i < 40; i++) {
            liar = liar.disagreed("so", NOON);
            Instant probation = Objects.requireNonNull(liar.quarantine()).probationAt();
            assertThat(probation).isEqualTo(NOON.plus(expected));
            expected = expected.multipliedBy(2).compareTo(Duration.ofDays(7)) > 0
                    ? Duration.ofDays(7)
                    : expected.multipliedBy(2);
        }
    }

    @Test
    void a_wrong_result_does_not_shorten_a_quarantine_that_only_the_operator_ends() {
        Standing byHand = Standing.NEWCOMER.quarantined("by hand", NOON);
        assertThat(Objects.requireNonNull(byHand.disagreed("so", NOON).quarantine())
                        .probationAt())
                .isNull();
        for (int i = 0; i < 20; i++) {
            byHand = byHand.agreed();
        }
        assertThat(byHand.isQuarantined()).isTrue();
    }
}
