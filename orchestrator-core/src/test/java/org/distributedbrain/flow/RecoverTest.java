package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.junit.jupiter.api.Test;

class RecoverTest {
    private static final Duration MOMENT = Duration.ofMillis(1);
    private final TestCore core = new TestCore();

    @Test
    void lost_worker_chunks_run_elsewhere_first_and_in_their_order() {
        WorkerId lost = core.join("lost");
        core.submit(3_000, 400, 300);
        List<Chunk> chunks = core.sent().stream().map(Command.SendChunk::chunk).toList();
        core.happens(new Event.WorkerLeft(lost, false, "connection closed"));
        assertThat(core.facts(Fact.FaultRecorded.class))
                .hasSize(2)
                .allMatch(fault ->
                        fault.kind() == FaultKind.DISCONNECTED && fault.story().contains("handed out"));
        core.join("other");
        assertThat(core.sent()).extracting(Command.SendChunk::chunk).isEqualTo(chunks);
    }

    @Test
    void a_chunk_that_every_worker_vanishes_with_is_given_up() {
        JobId job = core.submit(10, 10, 10);
        for (int i = 0; i < Recover.LOSSES; i++) {
            assertThat(core.facts(Fact.JobFailed.class)).isEmpty();
            core.happens(new Event.WorkerLeft(core.join("w" + i), false, "connection closed"));
        }
        assertThat(core.facts(Fact.JobFailed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.job()).isEqualTo(job);
            assertThat(failed.reason()).contains("lost with 30 workers");
        });
        assertThat(core.orchestration().violations()).isEmpty();
    }

    @Test
    void a_goodbye_is_no_fault_and_a_lost_idle_worker_is_one() {
        core.happens(new Event.WorkerLeft(core.join("polite"), true, "left"));
        assertThat(core.facts(Fact.FaultRecorded.class)).isEmpty();
        core.happens(new Event.WorkerLeft(core.join("lost"), false, "connection closed"));
        assertThat(core.facts(Fact.FaultRecorded.class))
                .singleElement()
                .satisfies(fault -> assertThat(fault.chunk()).isNull());
    }

    @Test
    void a_worker_that_left_is_shown_gone_for_a_few_seconds() {
        core.happens(new Event.WorkerLeft(core.join("a"), true, "left"));
        assertThat(core.orchestration().workers()).extracting(WorkerView::state).containsExactly(WorkerState.GONE);
        core.pass(Duration.ofSeconds(9));
        assertThat(core.orchestration().workers()).isEmpty();
    }

    @Test
    void a_worker_is_lost_after_the_silence_limit_and_told_so() {
        WorkerId silent = core.join("silent");
        core.pass(Duration.ofSeconds(30));
        assertThat(core.orchestration().activeWorkers()).isEqualTo(1);
        core.pass(MOMENT);
        assertThat(core.orchestration().activeWorkers()).isZero();
        assertThat(core.commands(Command.CloseWorker.class)).singleElement().satisfies(close -> {
            assertThat(close.worker()).isEqualTo(silent);
            assertThat(close.code()).isEqualTo(4003);
            assertThat(close.message()).contains("30 s");
        });
    }

    @Test
    void an_overdue_worker_rests_five_seconds_then_ten_and_a_result_forgives_it() {
        WorkerId slow = core.join("slow");
        core.submit(1, 1, 1);
        Command.SendChunk overdue = core.sent().getFirst();
        becomeOverdue(slow);
        assertThat(core.cancelled()).containsExactly(overdue.task());
        assertThat(core.sent()).isEmpty();
        rests(slow, Duration.ofSeconds(5));
        becomeOverdue(slow);
        rests(slow, Duration.ofSeconds(10));
        Command.SendChunk returned = core.sent().getFirst();
        core.complete(returned);
        core.submit(1, 1, 1);
        becomeOverdue(slow);
        rests(slow, Duration.ofSeconds(5));
    }

    /** Beats for a little over a minute and returns nothing. */
    private void becomeOverdue(WorkerId worker) {
        for (int second = 0; second <= 60; second += 20) {
            core.happens(new Event.WorkerHeard(worker));
            core.pass(Duration.ofSeconds(20));
            if (!core.facts(Fact.FaultRecorded.class).isEmpty()) {
                assertThat(core.facts(Fact.FaultRecorded.class)).allMatch(fault -> fault.kind() == FaultKind.OVERDUE);
                return;
            }
        }
        throw new AssertionError(worker + " was not overdue");
    }

    private void rests(WorkerId worker, Duration rest) {
        core.happens(new Event.WorkerHeard(worker));
        core.pass(rest.minus(MOMENT));
        assertThat(core.sent()).isEmpty();
        core.pass(MOMENT);
        assertThat(core.sent()).hasSize(1);
    }

    @Test
    void a_second_task_has_its_time_after_the_first() {
        WorkerId slow = core.join("slow");
        core.submit(3_000, 400, 300);
        Command.SendChunk first = core.sent().getFirst();
        becomeOverdue(slow);
        assertThat(core.cancelled()).containsExactly(first.task());
    }

    @Test
    void a_wrong_result_is_rejected_dropped_recorded_and_computed_elsewhere() {
        WorkerId liar = core.join("liar");
        WorkerId honest = core.join("honest");
        core.submit(1, 1, 1);
        Command.SendChunk sent = core.sent().getFirst();
        core.happens(new Event.ChunkReturned(liar, sent.task()));
        core.happens(new Event.ChunkChecked(sent.task(), new Verdict.Wrong("row 0 is off")));
        assertThat(core.commands(Command.RejectResult.class))
                .containsExactly(new Command.RejectResult(liar, sent.task(), "wrong", "row 0 is off"));
        assertThat(core.commands(Command.DropReturn.class)).containsExactly(new Command.DropReturn(sent.task()));
        assertThat(core.facts(Fact.FaultRecorded.class))
                .extracting(Fact.FaultRecorded::kind)
                .containsExactly(FaultKind.WRONG_RESULT, FaultKind.QUARANTINED);
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(honest);
    }

    @Test
    void a_job_is_given_up_after_six_failures_of_a_chunk_with_its_story() {
        core.join("a");
        JobId job = core.submit(200, 400, 300);
        assertThat(core.sent()).hasSize(2);
        Command.SendChunk other = core.sent().getLast();
        core.fail(core.sent().getFirst());
        for (int failure = 2; failure <= 5; failure++) {
            core.fail(core.sent().getFirst());
            assertThat(core.sent()).as("it rests").isEmpty();
            core.pass(Duration.ofSeconds(1L << (failure - 2)));
        }
        assertThat(core.job(job).state()).isEqualTo(JobState.RUNNING);
        core.fail(core.sent().getFirst());
        assertThat(core.job(job).state()).isEqualTo(JobState.FAILED);
        assertThat(core.job(job).failure())
                .startsWith(
                        "Chunk 0 failed 6 times (6 is the limit) and no other worker is connected to try it; the last time a worker could not do it (out_of_memory).")
                .contains("handed out as a task");
        assertThat(core.cancelled()).containsExactly(other.task());
        assertThat(core.commands(Command.ReleaseJob.class)).containsExactly(new Command.ReleaseJob(job, false));
    }

    @Test
    void a_cancelled_jobs_task_is_cancelled_its_blocks_go_and_its_late_result_is_dropped() {
        WorkerId a = core.join("a");
        JobId job = core.submit(1, 1, 1);
        Command.SendChunk sent = core.sent().getFirst();
        core.happens(new Event.CancelRequested(job));
        assertThat(core.cancelled()).containsExactly(sent.task());
        assertThat(core.commands(Command.ReleaseOperands.class))
                .flatExtracting(Command.ReleaseOperands::blocks)
                .containsExactlyInAnyOrder(
                        sent.chunk().a().id(), sent.chunk().b().id());
        core.happens(new Event.ChunkReturned(a, sent.task()));
        assertThat(core.commands(Command.DropReturn.class)).containsExactly(new Command.DropReturn(sent.task()));
        assertThat(core.commands(Command.RejectResult.class))
                .extracting(Command.RejectResult::reason)
                .containsExactly("late");
    }
}
