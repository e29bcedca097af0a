package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Quarantine;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.Verification;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.junit.jupiter.api.Test;

/** What one proven lie brings about, and how it ends. */
class QuarantineTest {
    private static final Verdict WRONG = new Verdict.Wrong("row 0 is off");
    private static final Duration MOMENT = Duration.ofMillis(1);
    private final TestCore core = new TestCore();

    @Test
    void one_proven_lie_drops_everything_unproven_of_the_worker_and_hands_it_out_again_at_once() {
        WorkerId liar = core.join("liar");
        core.submit(3_000, 400, 300);
        List<Command.SendChunk> atLiar = core.sent();
        assertThat(atLiar).hasSize(2);
        Command.SendChunk returned = atLiar.get(0);
        core.happens(new Event.ChunkReturned(liar, returned.task()));
        Command.SendChunk third = core.sent().getFirst();
        Command.SendChunk wrong = atLiar.get(1);
        core.happens(new Event.ChunkReturned(liar, wrong.task()));
        Command.SendChunk fourth = core.sent().getFirst();
        core.join("honest");

        core.happens(new Event.ChunkChecked(wrong.task(), WRONG));

        assertThat(core.cancelled()).containsExactlyInAnyOrder(third.task(), fourth.task());
        assertThat(core.commands(Command.DropReturn.class))
                .extracting(Command.DropReturn::task)
                .containsExactlyInAnyOrder(wrong.task(), returned.task());
        assertThat(core.commands(Command.RejectResult.class))
                .extracting(Command.RejectResult::reason)
                .containsExactlyInAnyOrder("wrong", "late");
        assertThat(core.facts(Fact.FaultRecorded.class))
                .extracting(Fact.FaultRecorded::kind)
                .containsExactly(
                        FaultKind.WRONG_RESULT,
                        FaultKind.QUARANTINED,
                        FaultKind.QUARANTINED,
                        FaultKind.QUARANTINED,
                        FaultKind.QUARANTINED);
        WorkerView view = view(liar);
        assertThat(view.state()).isEqualTo(WorkerState.QUARANTINED);
        assertThat(view.note())
                .startsWith("In quarantine since 2026-01-01T00:00:00Z: chunk 1 of job ")
                .contains("row 0 is off. From 2026-01-01T00:10:00Z on it gets checked work");
        assertThat(view.standing().reputation()).isEqualTo(90);
        assertThat(view.standing().lies()).isEqualTo(1);
        // The verdict on what was dropped comes late, and nobody minds.
        core.happens(new Event.ChunkChecked(returned.task(), TestCore.PASSED));
        assertThat(core.commands(Command.StoreChunk.class)).isEmpty();
    }

    @Test
    void a_job_waits_for_another_worker_when_the_only_one_is_in_quarantine_and_says_so() {
        WorkerId liar = core.join("liar");
        var job = core.submit(1, 1, 1);
        lie(liar);
        core.pass(Duration.ofSeconds(1));
        assertThat(core.sent()).isEmpty();
        assertThat(core.job(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(core.job(job).waitingFor()).contains("in quarantine").contains("./brain release");
        core.join("honest");
        assertThat(core.sent()).hasSize(1);
    }

    @Test
    void after_ten_minutes_it_is_tried_with_one_checked_task_at_a_time_and_ten_right_ones_end_the_quarantine() {
        WorkerId liar = core.join("liar");
        core.submit(1, 1, 1);
        lie(liar);
        rest(liar, Standing.FIRST_REST.minus(MOMENT));
        assertThat(core.sent()).isEmpty();
        core.submit(20_000, 400, 300);
        core.submit(20_000, 400, 300);
        assertThat(core.sent()).isEmpty();
        core.pass(MOMENT);
        for (int i = 1; i <= Quarantine.PROBATION; i++) {
            assertThat(core.sent()).as("task " + i + " on probation").hasSize(1);
            Command.SendChunk sent = core.sent().getFirst();
            core.happens(new Event.TaskComputed(liar, sent.task(), 0));
            core.happens(new Event.ChunkReturned(liar, sent.task()));
            assertThat(core.sent()).as("before the verdict").isEmpty();
            core.happens(new Event.ChunkChecked(sent.task(), TestCore.PASSED));
            core.happens(new Event.ChunksStored(List.of(sent.task())));
            assertThat(core.facts(Fact.WorkerCredited.class)).isEmpty();
        }
        assertThat(core.sent()).as("ordinary work again").hasSize(2);
        assertThat(view(liar).standing()).isEqualTo(new Standing(90, 0, 1, null));
    }

    @Test
    void a_lie_on_probation_doubles_the_rest() {
        WorkerId liar = core.join("liar");
        core.submit(20_000, 400, 300);
        lie(liar);
        rest(liar, Standing.FIRST_REST);
        Command.SendChunk sent = core.sent().getFirst();
        core.happens(new Event.ChunkReturned(liar, sent.task()));
        core.happens(new Event.ChunkChecked(sent.task(), WRONG));
        rest(liar, Standing.FIRST_REST.multipliedBy(2).minus(MOMENT));
        assertThat(core.sent()).isEmpty();
        core.pass(MOMENT);
        assertThat(core.sent()).hasSize(1);
        assertThat(view(liar).standing().lies()).isEqualTo(2);
    }

    @Test
    void on_probation_it_gets_nothing_that_is_not_checked() {
        WorkerId liar = core.join("liar");
        core.submit(1, 1, 1);
        lie(liar);
        core.join("honest");
        core.complete(core.sent().getFirst());
        core.happens(new Event.WorkerLeft(new WorkerId("honest"), true, "left"));
        rest(liar, Standing.FIRST_REST);
        core.submit(1, 1, 1, new JobOptions(Partition.ROWS, Priority.NORMAL, Verification.NONE));
        assertThat(core.sent()).isEmpty();
        core.submit(1, 1, 1);
        assertThat(core.sent()).hasSize(1);
    }

    @Test
    void it_follows_the_identity_also_when_the_worker_comes_back_before_anything_is_stored() {
        WorkerId liar = core.join("liar");
        core.submit(1, 1, 1);
        Command.SendChunk sent = core.sent().getFirst();
        core.happens(new Event.ChunkReturned(liar, sent.task()));
        core.happens(new Event.WorkerLeft(liar, true, "left"));
        core.happens(new Event.ChunkChecked(sent.task(), WRONG));
        core.join("liar"); // with the standing that the store has: a newcomer's
        assertThat(core.sent()).isEmpty();
        assertThat(view(liar).state()).isEqualTo(WorkerState.QUARANTINED);
    }

    @Test
    void what_was_verified_before_the_lie_counts_and_is_no_probation() {
        WorkerId liar = core.join("liar");
        core.submit(3_000, 400, 300);
        List<Command.SendChunk> sent = core.sent();
        sent.forEach(task -> core.happens(new Event.ChunkReturned(liar, task.task())));
        core.happens(new Event.ChunkChecked(sent.get(0).task(), TestCore.PASSED));
        core.happens(new Event.ChunkChecked(sent.get(1).task(), WRONG));
        core.happens(new Event.ChunksStored(List.of(sent.get(0).task())));
        assertThat(core.facts(Fact.ChunkVerified.class)).hasSize(1);
        assertThat(core.facts(Fact.WorkerCredited.class)).singleElement().satisfies(credit -> {
            assertThat(credit.standing().reputation()).isEqualTo(90);
            assertThat(credit.standing().quarantine()).isNotNull();
        });
    }

    @Test
    void the_operator_quarantines_and_releases_by_hand_and_time_ends_nothing() {
        WorkerId worker = core.join("w");
        core.submit(3_000, 400, 300);
        var task = core.sent().getFirst().task();
        core.happens(new Event.QuarantineRequested(worker, Standing.NEWCOMER, "the operator wants it so"));
        assertThat(core.cancelled()).contains(task);
        assertThat(core.commands(Command.ConfirmStanding.class)).containsExactly(new Command.ConfirmStanding(worker));
        assertThat(view(worker).note()).endsWith("It ends when the operator releases it.");
        rest(worker, Duration.ofHours(1));
        assertThat(core.sent()).isEmpty();
        core.happens(new Event.ReleaseRequested(worker, Standing.NEWCOMER));
        assertThat(core.sent()).hasSize(2);
        assertThat(view(worker).standing()).isEqualTo(Standing.NEWCOMER);
    }

    @Test
    void a_worker_that_is_not_connected_is_quarantined_from_what_is_stored_of_it() {
        WorkerId away = new WorkerId("away");
        core.happens(new Event.QuarantineRequested(away, new Standing(500, 80, 0, null), "so"));
        assertThat(core.facts(Fact.WorkerJudged.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.standing())
                        .isEqualTo(new Standing(500, 0, 0, new Quarantine(core.now(), "so", null, 0))));
    }

    @Test
    void results_nobody_checks_earn_nothing() {
        WorkerId worker = core.join("w");
        core.submit(1, 1, 1, new JobOptions(Partition.ROWS, Priority.NORMAL, Verification.NONE));
        Command.SendChunk sent = core.sent().getFirst();
        core.happens(new Event.ChunkReturned(worker, sent.task()));
        core.happens(new Event.ChunksStored(List.of(sent.task())));
        assertThat(core.facts(Fact.ChunkVerified.class)).hasSize(1);
        assertThat(core.facts(Fact.WorkerCredited.class)).isEmpty();
        assertThat(view(worker).standing()).isEqualTo(Standing.NEWCOMER);
    }

    @Test
    void verified_work_earns_five_and_vanishing_costs_twenty_and_a_goodbye_nothing() {
        WorkerId worker = core.join("w");
        core.submit(1, 1, 1);
        core.complete(core.sent().getFirst());
        assertThat(view(worker).standing()).isEqualTo(new Standing(105, 1, 0, null));
        core.happens(new Event.WorkerLeft(worker, true, "left"));
        assertThat(core.facts(Fact.WorkerJudged.class)).isEmpty();
        core.join("w");
        core.happens(new Event.WorkerLeft(worker, false, "connection closed"));
        assertThat(core.facts(Fact.WorkerJudged.class))
                .extracting(Fact.WorkerJudged::standing)
                .containsExactly(new Standing(85, 1, 0, null));
    }

    private void lie(WorkerId liar) {
        Command.SendChunk sent = core.sent().getFirst();
        core.happens(new Event.ChunkReturned(liar, sent.task()));
        core.happens(new Event.ChunkChecked(sent.task(), WRONG));
    }

    /** Time passes, and the worker beats as it should. */
    private void rest(WorkerId worker, Duration time) {
        Duration step = Duration.ofSeconds(20);
        for (Duration left = time; left.isPositive(); left = left.minus(step)) {
            core.happens(new Event.WorkerHeard(worker));
            core.pass(left.compareTo(step) < 0 ? left : step);
        }
    }

    private WorkerView view(WorkerId worker) {
        return Stream.of(core.orchestration().workers())
                .flatMap(List::stream)
                .filter(view -> view.id().equals(worker))
                .findFirst()
                .orElseThrow();
    }
}
