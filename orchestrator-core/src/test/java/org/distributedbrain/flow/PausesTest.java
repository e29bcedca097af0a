package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.junit.jupiter.api.Test;

/** An owner wants no work on a device for a while: that is no fault of anybody's. */
class PausesTest {
    private final TestCore core = new TestCore();
    private final WorkerId phone = core.join("phone");

    @Test
    void what_a_paused_worker_has_goes_elsewhere_at_once_and_counts_against_nobody() {
        core.submit(1, 1, 1);
        TaskId task = core.sent().getFirst().task();
        WorkerId other = core.join("other");
        core.happens(new Event.WorkerPaused(phone));

        assertThat(core.cancelled()).containsExactly(task);
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(other);
        assertThat(core.facts(Fact.AttemptEnded.class))
                .extracting(fact -> fact.attempt().outcome())
                .containsExactly(Attempt.Outcome.CANCELLED);
        assertThat(core.orchestration().faults()).isEmpty();
    }

    @Test
    void a_paused_worker_gets_nothing_until_it_goes_on() {
        core.happens(new Event.WorkerPaused(phone));
        JobId job = core.submit(1, 1, 1);
        assertThat(core.sent()).isEmpty();
        assertThat(view().state()).isEqualTo(WorkerState.RESTING);
        assertThat(view().note()).contains("Its owner has paused it");
        assertThat(core.job(job).waitingFor()).contains("paused by its owner");
        core.pass(Duration.ofSeconds(20));
        core.happens(new Event.WorkerHeard(phone));
        assertThat(core.sent()).isEmpty();

        core.happens(new Event.WorkerResumed(phone));
        assertThat(core.sent()).hasSize(1);
        assertThat(view().note()).isNull();
        core.complete(core.sent().getFirst());
        core.happens(new Event.ResultSealed(job));
        assertThat(core.job(job).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void a_pause_outlasts_a_freeze_and_a_result_on_its_way() {
        core.submit(1, 1, 1);
        Command.SendChunk sent = core.sent().getFirst();
        core.happens(new Event.WorkerPaused(phone));
        core.pass(Duration.ofSeconds(20));
        core.happens(new Event.WorkerHeard(phone, Event.Sign.PING));
        core.pass(Duration.ofMillis(10_001));
        assertThat(view().state()).isEqualTo(WorkerState.FROZEN);
        core.happens(new Event.LateResult(phone, sent.task()));
        assertThat(view().state()).isEqualTo(WorkerState.RESTING);
        assertThat(core.sent()).isEmpty();
        core.happens(new Event.WorkerResumed(phone));
        assertThat(core.sent()).hasSize(1);
    }

    @Test
    void pausing_twice_and_going_on_twice_do_nothing_more() {
        core.submit(1, 1, 1);
        core.happens(new Event.WorkerPaused(phone));
        core.happens(new Event.WorkerPaused(phone));
        assertThat(core.cancelled()).isEmpty();
        core.happens(new Event.WorkerResumed(phone));
        core.happens(new Event.WorkerResumed(phone));
        assertThat(core.sent()).isEmpty();
        List.of(new Event.WorkerPaused(new WorkerId("gone")), new Event.WorkerResumed(new WorkerId("gone")))
                .forEach(core::happens);
    }

    private WorkerView view() {
        return core.orchestration().workers().stream()
                .filter(worker -> worker.id().equals(phone))
                .findFirst()
                .orElseThrow();
    }
}
