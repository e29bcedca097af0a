package org.distributedbrain.app.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.SampleAttempts;
import org.distributedbrain.app.Samples;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.TaskStream;
import org.distributedbrain.publish.WorkerState;
import org.junit.jupiter.api.Test;

class LiveAttemptsTest {
    private static final JobId JOB = Samples.id("A × B");

    private final FakeGrid grid = new FakeGrid();
    private final LiveAttempts live = new LiveAttempts();

    @Test
    void every_attempt_is_taken_once_and_knows_its_workers_name() {
        grid.worker(Samples.worker("Ann", "phone", "wasm", "4 cores", WorkerState.IDLE, 0, 0));
        Instant before = FakeGrid.NOW.minusSeconds(10);
        grid.tasks(List.of(SampleAttempts.verified(JOB, 1, "Ann", before, 1)), List.of());
        live.take(grid.snapshot());
        grid.tasks(List.of(SampleAttempts.verified(JOB, 2, "Ann", before.plusSeconds(2), 1)), List.of());
        live.take(grid.snapshot());
        live.take(grid.snapshot());
        LiveAttempts.Part part = live.between(before, FakeGrid.NOW);
        assertThat(part.executions())
                .hasSize(2)
                .allMatch(one -> one.workerName().equals("Ann"));
        assertThat(live.first(FakeGrid.NOW)).isEqualTo(before);

        TaskStream stream = part.stream(FakeGrid.NOW, 1_000);
        assertThat(stream.lanes()).hasSize(1);
        assertThat(stream.lanes().getFirst().spans().getLast().to()).isEqualTo(FakeGrid.NOW);
    }

    @Test
    void only_what_touches_the_stretch_is_looked_at() {
        grid.tasks(
                List.of(
                        SampleAttempts.verified(JOB, 1, "Ann", FakeGrid.NOW.minusSeconds(100), 1),
                        SampleAttempts.verified(JOB, 2, "Ann", FakeGrid.NOW.minusSeconds(10), 20)),
                List.of());
        live.take(grid.snapshot());
        assertThat(live.between(FakeGrid.NOW, FakeGrid.NOW.plusSeconds(1)).executions())
                .hasSize(1);
    }
}
