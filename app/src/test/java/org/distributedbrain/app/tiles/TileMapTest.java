package org.distributedbrain.app.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.TileSamples;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.RunningTask;
import org.junit.jupiter.api.Test;

class TileMapTest {
    private static final Instant AT = FakeGrid.NOW;
    private final JobView job =
            Samples.how(Samples.job("A × B", 64, 64, 64, 12), JobOptions.DEFAULT, new TileGrid(2, 3, 2));
    private final TileMap map = new TileMap(new TileGrid(2, 3, 2));

    @Test
    void a_tile_goes_from_waiting_by_way_of_a_worker_to_verified() {
        assertThat(map.state(4)).isEqualTo(TileState.WAITING);
        assertThat(map.worker(4)).isEqualTo(-1);
        map.running(List.of(task(4, null, null)));
        assertThat(map.state(4)).isEqualTo(TileState.SENDING);
        map.running(List.of(task(4, AT, null)));
        assertThat(map.state(4)).isEqualTo(TileState.COMPUTING);
        map.running(List.of(task(4, AT, AT)));
        assertThat(map.state(4)).isEqualTo(TileState.VERIFYING);
        map.end(attempt(7, 4, "Ada", Outcome.VERIFIED));
        map.running(List.of());
        assertThat(map.state(4)).isEqualTo(TileState.VERIFIED);
        assertThat(map.workers().get(map.worker(4))).isEqualTo(new WorkerId("Ada"));
        assertThat(map.counts()[TileState.WAITING.ordinal()]).isEqualTo(11);
    }

    @Test
    void what_was_lost_waits_again_and_is_redone_and_its_story_says_so() {
        map.end(attempt(1, 5, "Ada", Outcome.LOST));
        assertThat(map.state(5)).isEqualTo(TileState.WAITING);
        map.end(attempt(2, 5, "Bo", Outcome.VERIFIED));
        map.end(attempt(2, 5, "Bo", Outcome.VERIFIED));
        assertThat(map.state(5)).isEqualTo(TileState.REDONE);
        assertThat(map.story(5)).hasSize(2);
        assertThat(TileText.story(map, 5, WorkerId::value, ZoneOffset.UTC))
                .isEqualTo(
                        "Row 1, column 3, part 2: redone. Ada vanished with it at 14:05:09. Bo computed it in 51.5 ms,"
                                + " verified at 14:05:09.");
    }

    @Test
    void one_that_came_second_is_no_failure() {
        map.end(attempt(1, 0, "Ada", Outcome.VERIFIED));
        map.end(attempt(2, 0, "Bo", Outcome.SUPERSEDED));
        assertThat(map.state(0)).isEqualTo(TileState.VERIFIED);
    }

    @Test
    void a_model_follows_one_job_through_history_and_snapshots() {
        FakeGrid grid = new FakeGrid();
        JobView half = Samples.running(job, 5);
        grid.job(half);
        grid.executions.put(job.id(), TileSamples.ended(half, List.of("Ada", "Bo")));
        grid.running(TileSamples.running(half, List.of("Ada", "Bo")));
        TilesModel model = new TilesModel(grid, new ImmediateTasks());
        model.follow(half);
        TileMap seen = model.map();
        assertThat(seen.state(4)).isIn(TileState.VERIFIED, TileState.REDONE);
        assertThat(seen.state(5)).isEqualTo(TileState.SENDING);
        assertThat(seen.times().assigned()).isNotNull();
        assertThat(model.name(new WorkerId("w-Bo"))).isEqualTo("Bo");
        int version = model.version().get();
        model.show(grid.snapshot());
        assertThat(model.version().get()).as("nothing is new").isEqualTo(version);

        model.follow(Samples.done(job, Samples.metrics(job, 100, 2, null)));
        assertThat(model.map().counts()[TileState.WAITING.ordinal()]).isZero();
        model.follow(null);
        assertThat(model.map()).isNull();
    }

    private RunningTask task(int tile, Instant started, Instant computed) {
        return new RunningTask(
                new TaskId(7), new ChunkId(job.id(), tile), new WorkerId("Ada"), AT, AT, started, computed, null, 8);
    }

    private Attempt attempt(int task, int tile, String worker, Outcome outcome) {
        return new Attempt(
                new TaskId(task),
                new ChunkId(job.id(), tile),
                new WorkerId(worker),
                AT,
                AT,
                AT,
                AT,
                AT,
                AT,
                AT,
                outcome,
                8,
                8,
                51.5);
    }
}
