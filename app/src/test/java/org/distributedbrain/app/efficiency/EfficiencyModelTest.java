package org.distributedbrain.app.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.SampleAttempts;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.WorkerState;
import org.junit.jupiter.api.Test;

class EfficiencyModelTest {
    private final FakeGrid grid = new FakeGrid();
    private final List<JobId> opened = new ArrayList<>();
    private final EfficiencyModel model = new EfficiencyModel(opened::add);

    private static JobView done(String label, double predictedMs) {
        JobView job = Samples.job(label, 64, 64, 64, 4);
        job = Samples.expected(job, new Estimate(predictedMs, 1_000, 500, Estimate.Bound.COMPUTE, 900.0, 2));
        return Samples.done(job, Samples.metrics(job, 2_000, 2, null));
    }

    @Test
    void a_job_that_is_done_shows_where_its_workers_time_went_and_how_good_the_prediction_was() {
        grid.job(Samples.job("waits", 8, 8, 8, 1));
        grid.job(done("A × B", 2_500));
        model.show(grid.snapshot());
        assertThat(model.jobs()).hasSize(1);
        JobShare share = model.jobs().getFirst().view().get();
        assertThat(share.computing()).isCloseTo(0.862, within(1e-9));
        assertThat(share.transferring()).isCloseTo(0.138, within(1e-9)); // 0.155 do not fit beside it
        assertThat(share.waiting()).isCloseTo(0, within(1e-9));
        assertThat(share.errorPercent()).isCloseTo(25, within(1e-9));
        assertThat(share.bytes())
                .isEqualTo(share.metrics().bytesOut() + share.metrics().bytesIn());
    }

    @Test
    void the_row_of_a_job_stays_the_same_while_others_come() {
        grid.job(done("first", 1_000));
        model.show(grid.snapshot());
        Row<JobId, JobShare> first = model.jobs().getFirst();
        JobShare share = first.view().get();
        grid.job(done("second", 1_000));
        model.show(grid.snapshot());
        assertThat(model.jobs()).hasSize(2).contains(first);
        assertThat(first.view().get()).isSameAs(share);
        model.open(first.key());
        assertThat(opened).containsExactly(first.key());
    }

    @Test
    void states_and_bytes_of_snapshots_become_the_series_and_workers_that_left_have_no_link() {
        grid.worker(Samples.worker("Ann", "laptop", "wasm", "4 cores", WorkerState.COMPUTING, 1, 9));
        grid.worker(Samples.worker("Bob", "laptop", "wasm", "4 cores", WorkerState.IDLE, 1, 9));
        grid.worker(Samples.worker("Cem", "laptop", "wasm", "4 cores", WorkerState.GONE, 1, 9));
        grid.tasks(
                List.of(SampleAttempts.verified(Samples.id("A"), 1, "Ann", FakeGrid.NOW.minusSeconds(2), 1)),
                List.of());
        model.show(grid.snapshot());
        model.show(grid.snapshot());
        model.advance(2_000);
        LoadSeries.Sum sum = model.series().latest(60);
        assertThat(sum.percent(sum.computing())).isCloseTo(50, within(1e-6));
        assertThat(sum.bytesOut()).isEqualTo(1_000);
        assertThat(model.workers()).extracting(row -> row.view().get().name()).containsExactly("Ann", "Bob");
    }
}
