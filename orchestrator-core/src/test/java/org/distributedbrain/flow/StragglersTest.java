package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;

/** The last chunks of a job, when the worker that has one takes long and another one has nothing to do. */
class StragglersTest {
    private final TestCore core = new TestCore();
    private final WorkerId slow = core.join("slow");
    private final WorkerId idle = core.join("idle");
    private final JobId job = core.submit(1, 1, 1);
    private final Command.SendChunk first = core.sent().getFirst();

    private Command.SendChunk second() {
        core.pass(Duration.ofSeconds(6));
        return core.sent().getFirst();
    }

    @Test
    void a_young_attempt_is_left_alone_while_nothing_is_known() {
        assertThat(first.worker()).isEqualTo(slow);
        core.pass(Duration.ofSeconds(4));
        assertThat(core.sent()).isEmpty();
    }

    @Test
    void an_idle_worker_gets_it_too_and_nobody_else() {
        core.join("third");
        assertThat(second().worker()).isEqualTo(idle);
        assertThat(core.sent()).hasSize(1);
        core.pass(Duration.ofSeconds(6));
        assertThat(core.sent()).isEmpty();
    }

    @Test
    void the_first_right_result_counts_and_the_other_is_called_off() {
        Command.SendChunk second = second();
        core.happens(new Event.ChunkReturned(idle, second.task()));
        assertThat(core.cancelled()).isEmpty();
        core.happens(new Event.ChunkChecked(second.task(), TestCore.PASSED));
        assertThat(core.cancelled()).containsExactly(first.task());
        assertThat(core.facts(Fact.AttemptEnded.class))
                .extracting(fact -> fact.attempt().outcome())
                .containsExactly(Attempt.Outcome.SUPERSEDED);
        core.happens(new Event.ChunksStored(List.of(second.task())));
        core.happens(new Event.ResultSealed(job));
        assertThat(core.job(job).state()).isEqualTo(JobState.DONE);
        core.happens(new Event.ChunkReturned(slow, first.task()));
        assertThat(core.commands(Command.RejectResult.class))
                .extracting(Command.RejectResult::reason)
                .containsExactly("late");
        assertThat(core.facts(Fact.FaultRecorded.class)).isEmpty();
    }

    @Test
    void two_results_that_are_checked_at_once_end_in_one() {
        Command.SendChunk second = second();
        core.happens(new Event.ChunkReturned(slow, first.task()));
        core.happens(new Event.ChunkReturned(idle, second.task()));
        core.happens(new Event.ChunkChecked(first.task(), TestCore.PASSED));
        assertThat(core.commands(Command.DropReturn.class)).containsExactly(new Command.DropReturn(second.task()));
        assertThat(core.commands(Command.RejectResult.class))
                .extracting(Command.RejectResult::reason)
                .containsExactly("late");
        core.happens(new Event.ChunkChecked(second.task(), TestCore.PASSED));
        assertThat(core.commands(Command.StoreChunk.class)).isEmpty();
    }

    @Test
    void a_wrong_result_leaves_the_other_attempt_alone() {
        Command.SendChunk second = second();
        core.happens(new Event.ChunkReturned(idle, second.task()));
        core.happens(new Event.ChunkChecked(second.task(), new Verdict.Wrong("row 0 is off")));
        assertThat(core.sent()).isEmpty();
        core.complete(first);
        assertThat(core.commands(Command.SealResult.class)).hasSize(1);
    }

    @Test
    void who_vanishes_leaves_the_other_attempt_alone() {
        Command.SendChunk second = second();
        core.happens(new Event.WorkerLeft(slow, false, "gone"));
        assertThat(core.sent()).isEmpty();
        core.complete(second);
        assertThat(core.commands(Command.SealResult.class)).hasSize(1);
    }

    @Test
    void both_attempts_end_with_their_job() {
        Command.SendChunk second = second();
        core.happens(new Event.CancelRequested(job));
        assertThat(core.cancelled()).containsExactlyInAnyOrder(first.task(), second.task());
    }

    @Test
    void a_worker_that_failed_at_it_does_not_get_it_again() {
        core.fail(first);
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(idle);
        core.pass(Duration.ofSeconds(20));
        assertThat(core.sent()).isEmpty();
    }
}
