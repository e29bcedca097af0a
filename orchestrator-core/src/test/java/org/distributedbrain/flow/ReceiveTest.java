package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.Test;

class ReceiveTest {
    private final TestCore core = new TestCore(new FlowLimits(2, Duration.ofSeconds(30), 6, 2));

    @Test
    void sizes_that_are_not_taken_are_named_with_the_limit_and_the_remedy() {
        assertThat(Receive.refusal(new MatmulSize(1, 1, 1))).isEmpty();
        assertThat(Receive.refusal(new MatmulSize(1_000_000, 1, 1_000))).isEmpty();
        assertThat(Receive.refusal(new MatmulSize(0, 1, 1)))
                .contains("The number of rows of A is 0; it must be from 1 to 1000000: give a size within that.");
        assertThat(Receive.refusal(new MatmulSize(1, -1, 1)).orElseThrow()).contains("columns of A is -1");
        assertThat(Receive.refusal(new MatmulSize(1, 1, 1_000_001)).orElseThrow())
                .contains("columns of B is 1000001");
        assertThat(Receive.refusal(new MatmulSize(1_000_000, 1_000_000, 1_000_000)))
                .contains(
                        "A product of 1000000×1000000 · 1000000×1000000 needs 11176 GiB for its three matrices, and at"
                                + " most 64 GiB are taken: split A by rows or B by columns into several jobs.");
    }

    @Test
    void an_admitted_job_is_confirmed_and_queued() {
        JobId job = core.submit(1, 1, 1);
        assertThat(core.commands(Command.ConfirmJob.class)).containsExactly(new Command.ConfirmJob(job));
        assertThat(core.job(job).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void a_refused_job_leaves_nothing() {
        core.submit(0, 1, 1);
        refused("rows of A is 0");
        assertThat(core.orchestration().jobs()).isEmpty();
    }

    @Test
    void more_unfinished_jobs_than_the_limit_are_refused_until_one_ends() {
        JobId first = core.submit(1, 1, 1);
        core.submit(1, 1, 1);
        core.submit(1, 1, 1);
        refused("2 jobs are unfinished already");
        core.happens(new Event.CancelRequested(first));
        core.submit(1, 1, 1);
        assertThat(core.commands(Command.RefuseJob.class)).isEmpty();
    }

    @Test
    void no_job_is_taken_while_nothing_can_be_stored() {
        core.happens(new Event.StoreFailing("The disk is full."));
        core.submit(1, 1, 1);
        refused("The disk is full.");
    }

    @Test
    void only_the_newest_hundred_ended_jobs_stay_in_view() {
        for (int i = 0; i < 150; i++) {
            core.happens(new Event.CancelRequested(core.submit(1, 1, 1)));
        }
        assertThat(core.orchestration().jobs()).hasSize(100).allMatch(JobView.class::isInstance);
    }

    private void refused(String reason) {
        assertThat(core.facts(Fact.JobAccepted.class)).isEmpty();
        assertThat(core.commands(Command.RefuseJob.class))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.sentence()).contains(reason));
    }
}
