package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.junit.jupiter.api.Test;

/** Every kind of fault: what is done about it, and that the timeline says so truthfully. */
class FaultsTest {
    private final TestCore core = new TestCore();

    @Test
    void a_lost_chunk_is_said_to_have_gone_where_it_went_and_when() {
        WorkerId lost = core.join("lost");
        core.submit(1, 1, 1);
        TaskId task = core.sent().getFirst().task();
        core.happens(new Event.WorkerLeft(lost, false, "connection closed (1006)"));
        assertThat(newest().action()).isEqualTo("chunk 0 went back to its queue: no worker is connected");
        assertThat(newest().recoveredAt()).isNull();
        core.pass(Duration.ofMillis(30));
        WorkerId other = core.join("Phone-2");
        assertThat(newest()).satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.DISCONNECTED);
            assertThat(fault.worker()).isEqualTo(lost);
            assertThat(fault.workerName()).isEqualTo("lost");
            assertThat(fault.task()).isEqualTo(task);
            assertThat(fault.action()).isEqualTo("chunk 0 went to Phone-2 after 30 ms");
            assertThat(fault.recoveredBy()).isEqualTo(other);
            assertThat(fault.recoveredAt()).isEqualTo(fault.at().plusMillis(30));
            assertThat(fault.story()).contains("connection closed (1006)").contains("handed out");
        });
    }

    @Test
    void a_chunk_that_nobody_wants_any_more_is_said_to_have_gone_nowhere() {
        WorkerId lost = core.join("lost");
        JobId job = core.submit(1, 1, 1);
        core.happens(new Event.WorkerLeft(lost, false, "connection closed"));
        core.happens(new Event.CancelRequested(job));
        assertThat(newest().action()).isEqualTo("chunk 0 went nowhere: its job was cancelled");
        assertThat(newest().recoveredAt()).isNull();
    }

    @Test
    void a_half_open_connection_is_called_so() {
        WorkerId gone = core.join("gone");
        core.happens(new Event.WorkerLeft(gone, Event.Parting.HALF_OPEN, "a ping was not answered"));
        assertThat(kinds()).containsExactly(FaultKind.HALF_OPEN);
        assertThat(newest().action()).contains("it had no task");
    }

    @Test
    void a_frozen_worker_loses_its_tasks_keeps_its_connection_and_gets_work_again_when_it_speaks() {
        WorkerId tab = core.join("tab");
        core.submit(1, 1, 1);
        TaskId task = core.sent().getFirst().task();
        for (int i = 0; i < 3; i++) {
            core.pass(Duration.ofSeconds(10));
            core.happens(new Event.WorkerHeard(tab, Event.Sign.PING));
        }
        assertThat(kinds()).isEmpty();
        core.pass(Duration.ofMillis(1));
        assertThat(kinds()).containsExactly(FaultKind.FROZEN);
        assertThat(core.cancelled()).containsExactly(task);
        assertThat(core.commands(Command.CloseWorker.class)).isEmpty();
        assertThat(view("tab").state()).isEqualTo(WorkerState.FROZEN);
        assertThat(view("tab").note()).contains("when it speaks");
        assertThat(core.sent()).isEmpty();
        core.happens(new Event.WorkerHeard(tab, Event.Sign.PING));
        assertThat(core.sent()).isEmpty();
        core.pass(Duration.ofSeconds(2));
        core.happens(new Event.WorkerHeard(tab));
        assertThat(core.sent()).hasSize(1);
        assertThat(view("tab").note()).isNull();
        assertThat(newest().action()).startsWith("chunk 0 went to tab after").endsWith("until it speaks");
    }

    @Test
    void a_frozen_chunk_that_another_worker_helps_with_stays_there() {
        core.join("tab");
        core.submit(1, 1, 1);
        core.pass(Duration.ofSeconds(20));
        WorkerId other = core.join("other");
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(other);
        core.happens(new Event.WorkerHeard(new WorkerId("tab"), Event.Sign.PING));
        core.pass(Duration.ofMillis(10_001));
        assertThat(core.sent()).isEmpty();
        assertThat(newest().action()).isEqualTo("chunk 0 is with other already; it gets nothing new until it speaks");
    }

    @Test
    void a_frozen_chunk_goes_to_another_worker_at_once() {
        core.join("tab");
        core.submit(1, 1, 1);
        WorkerId other = core.join("other");
        core.submit(1, 1, 1); // so that it is not idle: it would be given the chunk sooner
        core.pass(Duration.ofSeconds(20));
        core.happens(new Event.WorkerHeard(other));
        core.happens(new Event.WorkerHeard(new WorkerId("tab"), Event.Sign.PING));
        core.pass(Duration.ofMillis(10_001));
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(other);
        assertThat(newest().action()).startsWith("chunk 0 went to other at once; ");
    }

    @Test
    void reasons_of_failed_tasks_have_their_own_kinds() {
        core.join("a");
        core.submit(1, 1, 1);
        List.of("device_lost: the GPU process crashed", "out_of_memory", "unsupported")
                .forEach(reason -> {
                    Command.SendChunk sent = core.sent().getFirst();
                    core.happens(new Event.TaskFailed(sent.worker(), sent.task(), reason));
                    if (core.sent().isEmpty()) {
                        core.pass(Duration.ofSeconds(2));
                    }
                });
        assertThat(kinds()).containsExactly(FaultKind.TASK_FAILED, FaultKind.OUT_OF_MEMORY, FaultKind.DEVICE_LOST);
    }

    @Test
    void a_worker_that_fails_again_and_again_rests_longer_each_time_and_work_forgives_it() {
        core.join("a");
        core.submit(1, 1, 1);
        core.fail(core.sent().getFirst());
        assertThat(core.sent()).as("once is an accident").hasSize(1);
        core.fail(core.sent().getFirst());
        assertThat(core.sent()).isEmpty();
        assertThat(view("a").state()).isEqualTo(WorkerState.RESTING);
        assertThat(view("a").note()).contains("failed 2 tasks in a row");
        core.pass(Duration.ofMillis(999));
        assertThat(core.sent()).isEmpty();
        core.pass(Duration.ofMillis(1));
        core.fail(core.sent().getFirst());
        core.pass(Duration.ofMillis(1_999));
        assertThat(core.sent()).isEmpty();
        core.pass(Duration.ofMillis(1));
        core.complete(core.sent().getFirst());
        core.submit(1, 1, 1);
        core.fail(core.sent().getFirst());
        assertThat(core.sent()).hasSize(1);
    }

    @Test
    void a_worker_that_computes_and_never_answers_is_overdue_by_its_own_speed() {
        core.happens(new Event.WorkerJoined(TestCore.known("fast", new Pace(1e9, 10e6, 10e6, 10), Standing.NEWCOMER)));
        core.submit(10, 10, 10); // 10 ms by its pace
        Command.SendChunk sent = core.sent().getFirst();
        core.pass(Duration.ofMillis(5_030));
        assertThat(kinds()).isEmpty();
        core.pass(Duration.ofMillis(20));
        assertThat(kinds()).containsExactly(FaultKind.OVERDUE);
        assertThat(core.cancelled()).containsExactly(sent.task());
        assertThat(newest().action()).contains("rests for 5 s");
        // And more time the next time, so that a pace that was wrong ends no job.
        core.pass(Duration.ofMillis(5_000));
        assertThat(core.sent()).hasSize(1);
        core.happens(new Event.WorkerHeard(new WorkerId("fast")));
        core.pass(Duration.ofMillis(20_000));
        assertThat(kinds()).hasSize(1);
    }

    @Test
    void what_was_never_measured_is_given_a_minute() {
        core.join("new");
        core.submit(1, 1, 1);
        core.happens(new Event.ClockTicked());
        core.pass(Duration.ofSeconds(29));
        core.happens(new Event.WorkerHeard(new WorkerId("new")));
        core.pass(Duration.ofSeconds(29));
        core.happens(new Event.WorkerHeard(new WorkerId("new")));
        assertThat(kinds()).isEmpty();
        core.pass(Duration.ofSeconds(3));
        assertThat(kinds()).containsExactly(FaultKind.OVERDUE);
    }

    @Test
    void a_late_result_is_recorded_and_one_that_nobody_wanted_any_more_is_not() {
        WorkerId slow = core.join("slow");
        JobId job = core.submit(1, 1, 1);
        Command.SendChunk first = core.sent().getFirst();
        core.happens(new Event.ClockTicked());
        for (int i = 0; i < 4; i++) {
            core.happens(new Event.WorkerHeard(slow));
            core.pass(Duration.ofSeconds(16));
        }
        assertThat(kinds()).containsExactly(FaultKind.OVERDUE);
        core.happens(new Event.LateResult(slow, first.task()));
        assertThat(newest().kind()).isEqualTo(FaultKind.LATE_RESULT);
        assertThat(newest().action()).isEqualTo("it was dropped: chunk 0 had been taken back");
        assertThat(newest().job()).isEqualTo(job);
        core.happens(new Event.WorkerHeard(slow));
        core.pass(Duration.ofSeconds(5));
        Command.SendChunk second = core.sent().getFirst();
        core.happens(new Event.CancelRequested(job));
        core.happens(new Event.LateResult(slow, second.task()));
        assertThat(newest().task()).as("the cancelled task is no fault").isEqualTo(first.task());
    }

    @Test
    void a_second_copy_of_a_result_is_recorded_and_the_first_one_counts() {
        WorkerId a = core.join("a");
        core.submit(1, 1, 1);
        Command.SendChunk sent = core.sent().getFirst();
        core.happens(new Event.ChunkReturned(a, sent.task()));
        core.happens(new Event.ChunkReturned(a, sent.task())); // while the first is being checked
        assertThat(core.commands(Command.DropReturn.class)).isEmpty();
        core.happens(new Event.ChunkChecked(sent.task(), TestCore.PASSED));
        core.happens(new Event.ChunksStored(List.of(sent.task())));
        core.happens(new Event.LateResult(a, sent.task()));
        assertThat(kinds()).containsExactly(FaultKind.DUPLICATE_RESULT, FaultKind.DUPLICATE_RESULT);
        assertThat(newest().action()).isEqualTo("it was dropped: the first one counts");
        assertThat(newest().chunk()).isZero();
    }

    @Test
    void a_chatterer_cannot_fill_the_database() {
        WorkerId chatterer = core.join("chatterer");
        WorkerId other = core.join("other");
        for (int i = 0; i < 1_000; i++) {
            core.happens(new Event.LateResult(chatterer, new TaskId(1_000_000 + i)));
            int written = core.facts(Fact.FaultRecorded.class).size();
            assertThat(written).isEqualTo(i < FaultLedger.PER_WORKER ? 1 : 0);
        }
        assertThat(newest().action()).endsWith("more faults of this worker in this minute are not written down");
        core.happens(new Event.LateResult(other, new TaskId(5)));
        assertThat(core.facts(Fact.FaultRecorded.class)).hasSize(1);
        core.pass(Duration.ofSeconds(20));
        core.happens(new Event.WorkerHeard(chatterer));
        core.pass(Duration.ofSeconds(20));
        core.happens(new Event.WorkerHeard(chatterer));
        core.pass(Duration.ofSeconds(20));
        core.happens(new Event.LateResult(chatterer, new TaskId(7)));
        assertThat(core.facts(Fact.FaultRecorded.class)).hasSize(1);
    }

    @Test
    void a_wrong_result_is_told_with_what_became_of_it() {
        WorkerId liar = core.join("liar");
        core.join("honest");
        core.submit(1, 1, 1);
        Command.SendChunk sent = core.sent().getFirst();
        core.happens(new Event.ChunkReturned(liar, sent.task()));
        core.happens(new Event.ChunkChecked(sent.task(), new Verdict.Wrong("row 0 is off")));
        assertThat(kinds()).containsExactly(FaultKind.QUARANTINED, FaultKind.WRONG_RESULT);
        assertThat(core.orchestration().faults().getLast().action())
                .isEqualTo("its values were dropped; chunk 0 went to honest at once");
    }

    private List<FaultKind> kinds() {
        return core.orchestration().faults().stream().map(FaultView::kind).toList();
    }

    private FaultView newest() {
        return core.orchestration().faults().getFirst();
    }

    private WorkerView view(String name) {
        return core.orchestration().workers().stream()
                .filter(worker -> worker.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
