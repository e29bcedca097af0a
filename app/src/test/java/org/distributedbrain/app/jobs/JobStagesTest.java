package org.distributedbrain.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.TileSamples;
import org.distributedbrain.app.charts.HeatColours;
import org.distributedbrain.app.jobs.JobStages.Status;
import org.distributedbrain.app.tiles.TilesModel;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.Test;

class JobStagesTest {
    private final JobView queued =
            Samples.how(Samples.job("A × B", 64, 64, 64, 12), JobOptions.DEFAULT, new TileGrid(4, 3, 1));

    @Test
    void stages_are_reached_one_after_the_other() {
        assertThat(statuses(queued))
                .containsExactly(Status.PAST, Status.PAST, Status.AHEAD, Status.AHEAD, Status.AHEAD, Status.AHEAD);
        assertThat(statuses(Samples.running(queued, 3)))
                .containsExactly(Status.PAST, Status.PAST, Status.PAST, Status.NOW, Status.NOW, Status.AHEAD);
        assertThat(statuses(Samples.done(queued, Samples.metrics(queued, 100, 2, null))))
                .containsOnly(Status.PAST);
        JobView failed = Samples.ended(queued, JobState.FAILED, "No.");
        assertThat(statuses(failed)).last().isEqualTo(Status.BROKEN);
        assertThat(JobStages.of(failed, null).getLast().name()).isEqualTo("Failed");
    }

    @Test
    void stages_are_stamped_by_what_the_tiles_tell() {
        JobView half = Samples.running(queued, 3);
        FakeGrid grid = new FakeGrid();
        grid.executions.put(half.id(), TileSamples.ended(half, List.of("Ada")));
        TilesModel tiles = new TilesModel(grid, new ImmediateTasks());
        tiles.follow(half);
        List<JobStages.Stage> stages = JobStages.of(half, tiles.map());
        assertThat(stages.get(1).at()).isEqualTo(half.submittedAt().plusMillis(12));
        assertThat(stages.get(2).at()).isEqualTo(half.submittedAt().plusMillis(40));
        assertThat(stages.get(4).at()).isEqualTo(half.submittedAt().plusMillis(40 + 60 + 75));
        assertThat(stages.get(5).at()).isNull();
    }

    private static List<Status> statuses(JobView job) {
        return JobStages.of(job, null).stream().map(JobStages.Stage::status).toList();
    }

    @Test
    void the_workers_time_is_divided_without_rest() {
        TimeShares shares = TimeShares.of(Samples.metrics(queued, 100, 2, null));
        assertThat(shares.compute()).isEqualTo(0.86, within(1e-9));
        assertThat(shares.transfer()).isEqualTo(0.14, within(1e-9));
        assertThat(shares.compute() + shares.transfer() + shares.idle()).isEqualTo(1, within(1e-9));
    }

    @Test
    void heat_is_pale_at_zero_where_there_are_both_signs_and_brightest_at_the_most_elsewhere() {
        HeatColours both = new HeatColours(-2, 1);
        assertThat(both.argb(0)).isEqualTo(0xFFF7F7F7);
        assertThat(both.argb(-2)).isEqualTo(0xFF2166AC);
        HeatColours one = new HeatColours(1, 3);
        assertThat(one.argb(1)).isEqualTo(0xFF440154);
        assertThat(one.argb(3)).isEqualTo(0xFFFDE725);
        assertThat(one.argb(Double.NaN)).isEqualTo(HeatColours.NOT_FINITE);
        assertThat(new HeatColours(5, 5).argb(5)).isEqualTo(0xFF440154);
    }
}
