package org.distributedbrain.app.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.Grid.LocalWorker;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.Samples;
import org.distributedbrain.job.Standing;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final FakeGrid grid = new FakeGrid();
    private final List<String> notices = new ArrayList<>();
    private final LocalWorkerModel local = new LocalWorkerModel(grid, new ImmediateTasks(), 8, notices::add);

    @Test
    void this_computer_joins_with_all_but_one_thread_and_leaves_again() {
        local.use(true);
        assertThat(grid.localWorkers())
                .singleElement()
                .extracting(LocalWorker::threads)
                .isEqualTo(7);
        assertThat(local.on().get()).isTrue();

        local.use(false);
        assertThat(grid.localWorkers()).isEmpty();
        assertThat(local.on().get()).isFalse();
        assertThat(notices).isEmpty();
    }

    @Test
    void when_this_computer_cannot_join_the_switch_goes_back_and_a_sentence_says_why() {
        grid.refuse("This computer cannot join: it has no memory left.");
        local.use(true);
        assertThat(local.on().get()).isFalse();
        assertThat(local.busy().get()).isFalse();
        assertThat(notices).containsExactly("This computer cannot join: it has no memory left.");
    }

    @Test
    void a_worker_is_told_in_words() {
        WorkerView phone =
                Samples.worker("Maya’s Pixel", "phone", "webgpu", "Adreno 740", WorkerState.COMPUTING, 17, 61_400);
        assertThat(WorkerText.device(phone)).isEqualTo("WebGPU · Adreno 740");
        assertThat(WorkerText.work(phone)).isEqualTo("17 tasks · 61.4 GFLOP/s");
        WorkerView fresh = Samples.worker("Old", "phone", "js", "", WorkerState.IDLE, 0, 0);
        assertThat(WorkerText.device(fresh)).isEqualTo("JavaScript");
        assertThat(WorkerText.work(fresh)).isEqualTo("no tasks yet");
    }

    @Test
    void what_is_thought_of_a_worker_is_told_in_words() {
        Standing liar = Standing.NEWCOMER.agreed().disagreed("chunk 3: row 0 is off", FakeGrid.NOW);
        assertThat(WorkerText.standing(liar)).isEqualTo("Score 95, 0 right results in a row, 1 wrong result proven");
        assertThat(WorkerText.standing(Standing.NEWCOMER.agreed())).isEqualTo("Score 105, 1 right result in a row");
        assertThat(WorkerText.state(WorkerState.QUARANTINED)).isEqualTo("Quarantined");
    }

    @Test
    void cards_fill_the_width_in_as_many_columns_as_fit() {
        assertThat(WorkerCards.cellWidth(420)).isBetween(390.0, 420.0);
        assertThat(WorkerCards.cellWidth(700)).isBetween(320.0, 350.0);
        assertThat(WorkerCards.cellWidth(0)).isPositive();
    }
}
