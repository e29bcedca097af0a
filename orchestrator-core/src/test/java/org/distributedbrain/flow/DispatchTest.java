package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;

class DispatchTest {
    private final TestCore core = new TestCore();

    @Test
    void idle_workers_come_before_those_that_have_a_task() {
        WorkerId a = core.join("a");
        WorkerId b = core.join("b");
        core.submit(3_000, 400, 300);
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(a, b, a, b);
    }

    @Test
    void a_worker_has_a_full_window_and_no_more() {
        core.join("a");
        core.submit(3_000, 400, 300);
        assertThat(core.sent()).hasSize(TestCore.WINDOW);
        core.complete(core.sent().getFirst());
        core.join("b");
        assertThat(core.sent()).hasSize(TestCore.WINDOW);
    }

    @Test
    void an_operand_travels_once_to_each_worker() {
        core.join("a");
        core.submit(3_000, 400, 300);
        assertThat(core.sent().getFirst().missing())
                .extracting(block -> block.operand())
                .containsExactlyInAnyOrder(Operand.A, Operand.B);
        assertThat(core.sent().getLast().missing())
                .extracting(block -> block.operand())
                .containsExactly(Operand.A);
    }

    @Test
    void a_chunk_goes_to_another_worker_than_the_one_that_failed_at_it() {
        WorkerId a = core.join("a");
        WorkerId b = core.join("b");
        core.submit(1, 1, 1);
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(a);
        core.fail(core.sent().getFirst());
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(b);
    }

    @Test
    void the_only_worker_may_try_again() {
        WorkerId a = core.join("a");
        core.submit(1, 1, 1);
        core.fail(core.sent().getFirst());
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(a);
    }

    @Test
    void a_chunk_that_waits_for_another_worker_does_not_hold_up_those_behind_it() {
        WorkerId a = core.join("a");
        core.join("b");
        core.submit(3_000, 400, 300);
        Command.SendChunk failed = core.sent().getFirst();
        core.fail(failed);
        assertThat(core.sent()).singleElement().satisfies(next -> {
            assertThat(next.worker()).isEqualTo(a);
            assertThat(next.chunk()).isNotEqualTo(failed.chunk());
        });
    }

    @Test
    void an_idle_worker_lets_go_of_other_chunks_blocks_when_one_needs_the_room() {
        core.join("large");
        core.submit(3_000, 400, 2_000); // fills the window of the large one, and is too large for the small one
        WorkerId small = core.join("small", 650_000, 650_000, "matmul");
        core.submit(200, 400, 300);
        Command.SendChunk failed = core.sent().getFirst();
        core.fail(failed);
        assertThat(core.commands(Command.ReleaseOperands.class))
                .containsExactly(new Command.ReleaseOperands(
                        small, List.of(failed.chunk().a().id())));
        assertThat(core.sent()).singleElement().satisfies(next -> {
            assertThat(next.worker()).isEqualTo(small);
            assertThat(next.missing()).containsExactly(next.chunk().a());
        });
    }

    @Test
    void a_second_task_is_handed_out_only_where_it_fits_beside_the_first() {
        long b = 4L * 400 * 300;
        long bandAndResult = 4L * 100 * (400 + 300);
        core.submit(200, 400, 300);
        core.join("a byte short", b, b + 2 * bandAndResult - 1, "matmul");
        assertThat(core.sent()).hasSize(1);
        TestCore other = new TestCore();
        other.submit(200, 400, 300);
        other.join("just enough", b, b + 2 * bandAndResult, "matmul");
        assertThat(other.sent()).hasSize(2);
    }

    @Test
    void nothing_is_handed_out_while_nothing_can_be_stored_and_the_job_says_so() {
        JobId job = core.submit(1, 1, 1);
        core.happens(new Event.StoreFailing("The disk is full."));
        core.join("a");
        assertThat(core.sent()).isEmpty();
        assertThat(core.job(job).waitingFor()).isEqualTo("The disk is full.");
        core.happens(new Event.StoreRecovered());
        assertThat(core.sent()).hasSize(1);
        assertThat(core.job(job).waitingFor()).isNull();
    }

    @Test
    void a_job_says_why_it_waits() {
        JobId job = core.submit(50, 400, 300);
        assertThat(core.job(job).waitingFor()).contains("No worker is connected");
        core.join("without kernel", TestCore.PLENTY, TestCore.PLENTY, "sort");
        assertThat(core.sent()).isEmpty();
        assertThat(core.job(job).waitingFor()).contains("No connected worker");
    }

    @Test
    void a_job_that_is_too_large_names_the_limit_it_exceeds() {
        core.join("small blocks", 400_000, TestCore.PLENTY, "matmul");
        JobId job = core.submit(50, 400, 300);
        assertThat(core.job(job).waitingFor())
                .isEqualTo(
                        "No connected worker can hold a chunk of this job: its largest block has 0.5 MiB, and the largest"
                                + " any of them takes has 0.4 MiB. Connect a device with more memory.");
        core.join("small memory", 500_000, 500_000, "matmul");
        core.submit(1, 1, 1);
        assertThat(core.job(job).waitingFor()).contains("No connected worker can hold a chunk");
    }

    @Test
    void a_job_whose_blocks_fit_one_by_one_but_not_together_says_so() {
        JobId job = core.submit(200, 400, 300);
        core.join("small memory", 500_000, 500_000, "matmul");
        assertThat(core.job(job).waitingFor())
                .contains("it needs 0.7 MiB for its operands and result, and the most any of them holds is 0.5 MiB.");
    }

    @Test
    void a_job_behind_others_says_so() {
        core.join("a");
        core.submit(3_000, 400, 300);
        JobId second = core.submit(1, 1, 1);
        assertThat(core.job(second).waitingFor()).isEqualTo("Every worker is busy with other jobs.");
    }

    @Test
    void a_job_that_ended_waits_for_nothing() {
        JobId job = core.submit(1, 1, 1);
        core.happens(new Event.CancelRequested(job));
        assertThat(core.job(job).waitingFor()).isNull();
    }
}
