package org.distributedbrain.app.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.Samples;
import org.distributedbrain.job.JobState;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.Test;

class OverviewModelTest {
    private static final JobView FIRST = Samples.job("first", 64, 64, 64, 4);
    private static final JobView SECOND = Samples.job("second", 64, 64, 64, 4);

    private final FakeGrid grid = new FakeGrid();
    private final OverviewModel model = new OverviewModel(grid, new ImmediateTasks());

    private String shown() {
        model.show(grid.snapshot());
        JobView job = model.job().get();
        return job == null ? "" : job.label();
    }

    @Test
    void the_job_that_runs_is_shown_before_those_that_wait_and_those_that_have_ended() {
        assertThat(shown()).isEmpty();
        grid.job(Samples.ended(FIRST, JobState.CANCELLED, null));
        assertThat(shown()).isEqualTo("first");
        grid.job(SECOND);
        assertThat(shown()).isEqualTo("second");
        grid.job(Samples.running(Samples.job("third", 64, 64, 64, 4), 1));
        assertThat(shown()).isEqualTo("third");
        assertThat(model.others().get()).isEqualTo(1);
    }

    @Test
    void of_several_that_run_the_one_that_was_shown_stays() {
        JobView older = Samples.running(FIRST, 1);
        JobView newer = Samples.running(SECOND, 1);
        assertThat(OverviewModel.chosen(List.of(newer, older), null)).isEqualTo(older);
        assertThat(OverviewModel.chosen(List.of(newer, older), newer.id())).isEqualTo(newer);
    }

    @Test
    void a_job_that_ends_gives_way_to_the_next_one() {
        grid.job(Samples.running(FIRST, 1));
        grid.job(SECOND);
        assertThat(shown()).isEqualTo("first");
        grid.job(FIRST.id(), job -> Samples.ended(job, JobState.CANCELLED, null));
        assertThat(shown()).isEqualTo("second");
        assertThat(model.others().get()).isZero();
    }

    @Test
    void axes_end_at_round_numbers() {
        assertThat(Axis.ceiling(0)).isEqualTo(1);
        assertThat(Axis.ceiling(213)).isEqualTo(300);
        assertThat(Axis.ceiling(1000)).isEqualTo(1000);
        assertThat(Axis.number(1500)).isEqualTo("1.5k");
        assertThat(Axis.number(0.5)).isEqualTo("0.5");
    }
}
