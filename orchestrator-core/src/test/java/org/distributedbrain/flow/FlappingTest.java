package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerState;
import org.junit.jupiter.api.Test;

/** A worker that loses its connection again and again gets less and less of the work. */
class FlappingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final TestCore core = new TestCore();
    private final WorkerId worker = new WorkerId("w");

    @Test
    void after_three_losses_it_rests_five_seconds_then_ten_and_says_so() {
        core.submit(1, 1, 1);
        flap();
        flap();
        core.join("w");
        assertThat(core.sent()).as("two losses are forgiven").hasSize(1);
        lose();
        core.join("w");
        assertThat(core.sent()).isEmpty();
        assertThat(core.facts(Fact.FaultRecorded.class)).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.FLAPPING);
            assertThat(fault.action()).isEqualTo("it rests for 5 s: it lost its connection 3 times within 2 min");
        });
        assertThat(core.orchestration().workers()).singleElement().satisfies(view -> {
            assertThat(view.state()).isEqualTo(WorkerState.RESTING);
            assertThat(view.note())
                    .startsWith("It rests until 2026-01-01T00:00:0")
                    .contains("3 times within 2 min");
        });
        core.pass(Duration.ofMillis(4_999));
        assertThat(core.sent()).isEmpty();
        core.pass(Duration.ofMillis(1));
        assertThat(core.sent()).hasSize(1);
        assertThat(core.orchestration().workers().getFirst().note()).isNull();
        lose();
        core.join("w");
        core.pass(Duration.ofMillis(9_999));
        assertThat(core.sent()).isEmpty();
        core.pass(Duration.ofMillis(1));
        assertThat(core.sent()).hasSize(1);
    }

    @Test
    void it_never_rests_longer_than_five_minutes() {
        for (int i = 0; i < 12; i++) {
            flap();
        }
        core.submit(1, 1, 1);
        core.join("w");
        quietly(Duration.ofMinutes(5).minus(SECOND));
        assertThat(core.orchestration().workers().getFirst().state()).isEqualTo(WorkerState.RESTING);
        quietly(SECOND);
        assertThat(core.orchestration().workers().getFirst().unfinishedTasks()).isEqualTo(1);
    }

    @Test
    void a_clean_stretch_forgives_everything() {
        for (int i = 0; i < 6; i++) {
            flap();
        }
        core.join("w");
        quietly(Flapping.WITHIN);
        lose();
        core.submit(1, 1, 1);
        core.join("w");
        assertThat(core.sent()).hasSize(1);
    }

    @Test
    void goodbyes_are_no_losses_and_losses_long_ago_do_not_count() {
        core.submit(1, 1, 1);
        for (int i = 0; i < 10; i++) {
            core.join("w");
            core.happens(new Event.WorkerLeft(worker, true, "left"));
        }
        flap();
        flap();
        core.pass(Flapping.WITHIN.plus(SECOND));
        flap();
        core.join("w");
        assertThat(core.sent()).hasSize(1);
    }

    @Test
    void devices_that_share_an_address_do_not_share_their_losses() {
        for (int i = 0; i < 100; i++) {
            core.happens(new Event.WorkerLeft(core.join("n" + i), false, "connection closed"));
        }
        core.submit(1, 1, 1);
        core.join("one more");
        assertThat(core.sent()).hasSize(1);
    }

    private void flap() {
        core.join("w");
        lose();
    }

    private void lose() {
        core.happens(new Event.WorkerLeft(worker, false, "connection closed"));
    }

    /** Time passes, and it beats as it should. */
    private void quietly(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            core.happens(new Event.WorkerHeard(worker));
            core.pass(SECOND);
        }
    }
}
