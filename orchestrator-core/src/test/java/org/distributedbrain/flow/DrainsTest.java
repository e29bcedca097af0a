package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.junit.jupiter.api.Test;

/** The operator takes a device off the grid, slowly or at once: that is no fault of anybody's. */
class DrainsTest {
    private final TestCore core = new TestCore();
    private final WorkerId phone = core.join("phone");

    @Test
    void a_drained_worker_finishes_what_it_has_and_gets_nothing_new() {
        JobId job = core.submit(4, 1, 1);
        List<Command.SendChunk> had = core.sent();
        core.happens(new Event.DrainRequested(phone));
        assertThat(core.commands(Command.ConfirmStanding.class)).hasSize(1);
        assertThat(core.cancelled()).isEmpty();
        assertThat(view().state()).isEqualTo(WorkerState.DRAINING);
        assertThat(view().note()).isEqualTo("The operator drains it: it finishes what it has and gets nothing new.");

        for (Command.SendChunk sent : had) {
            core.complete(sent);
            assertThat(core.sent()).isEmpty();
        }
        assertThat(view().tasksCompleted()).isEqualTo(had.size());
        assertThat(view().standing().reputation()).isGreaterThan(Standing.NEWCOMER.reputation());
        assertThat(view().note()).contains("it has finished what it had");
        if (core.job(job).state() != JobState.SEALING) {
            assertThat(core.job(job).waitingFor()).contains("is drained");
        }
    }

    @Test
    void what_is_left_goes_to_others_and_to_the_drained_one_when_it_is_resumed() {
        core.happens(new Event.DrainRequested(phone));
        JobId job = core.submit(1, 1, 1);
        assertThat(core.sent()).isEmpty();
        assertThat(core.job(job).waitingFor()).contains("is drained");

        core.happens(new Event.ResumeRequested(phone));
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(phone);
        assertThat(view().note()).isNull();
        core.complete(core.sent().getFirst());
        core.happens(new Event.ResultSealed(job));
        assertThat(core.job(job).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void a_drain_outlasts_a_lost_connection() {
        core.happens(new Event.DrainRequested(phone));
        core.happens(new Event.WorkerLeft(phone, false, "the network broke"));
        core.submit(1, 1, 1);
        core.join("phone");
        assertThat(core.sent()).isEmpty();
        assertThat(view().state()).isEqualTo(WorkerState.DRAINING);
        core.happens(new Event.ResumeRequested(phone));
        assertThat(core.sent()).hasSize(1);
    }

    @Test
    void what_a_removed_worker_has_goes_elsewhere_at_once_and_counts_against_nobody() {
        core.submit(1, 1, 1);
        TaskId task = core.sent().getFirst().task();
        WorkerId other = core.join("other");
        core.happens(new Event.RemovalRequested(phone));

        assertThat(core.commands(Command.CloseWorker.class))
                .singleElement()
                .satisfies(close -> assertThat(close.code()).isEqualTo(4006));
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(other);
        assertThat(core.sent().getFirst().task()).isNotEqualTo(task);
        assertThat(core.facts(Fact.AttemptEnded.class))
                .extracting(fact -> fact.attempt().outcome())
                .containsExactly(Attempt.Outcome.LOST);
        assertThat(core.facts(Fact.WorkerJudged.class)).isEmpty();
        assertThat(core.orchestration().faults()).isEmpty();
        assertThat(view().state()).isEqualTo(WorkerState.GONE);
        core.happens(new Event.WorkerLeft(phone, false, "its connection closed"));
        assertThat(core.orchestration().faults()).isEmpty();
    }

    @Test
    void a_removed_worker_that_joins_again_works_again() {
        core.happens(new Event.RemovalRequested(phone));
        core.join("phone");
        core.submit(1, 1, 1);
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(phone);
    }

    @Test
    void wishes_about_workers_that_are_away_or_twice_the_same_do_nothing_more() {
        WorkerId away = new WorkerId("away");
        List.of(
                        new Event.DrainRequested(phone),
                        new Event.DrainRequested(phone),
                        new Event.ResumeRequested(phone),
                        new Event.ResumeRequested(away),
                        new Event.RemovalRequested(away))
                .forEach(wish -> {
                    core.happens(wish);
                    assertThat(core.commands(Command.ConfirmStanding.class)).hasSize(1);
                    assertThat(core.commands(Command.CloseWorker.class)).isEmpty();
                });
        core.submit(1, 1, 1);
        assertThat(core.sent()).hasSize(1);
    }

    private WorkerView view() {
        return core.orchestration().workers().stream()
                .filter(worker -> worker.id().equals(phone))
                .findFirst()
                .orElseThrow();
    }
}
