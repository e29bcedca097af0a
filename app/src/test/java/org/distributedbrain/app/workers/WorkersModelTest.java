package org.distributedbrain.app.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.FleetSamples;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.app.theme.FactList.Fact;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.junit.jupiter.api.Test;

class WorkersModelTest {
    private final FakeGrid grid = new FakeGrid();
    private final List<String> notices = new ArrayList<>();
    private final Settings settings = Settings.load(Path.of("none"));
    private final WorkersModel model = new WorkersModel(grid, new ImmediateTasks(), notices::add, settings);

    private static WorkerView worker(String name, WorkerState state, int tasks) {
        return Samples.worker(name, "phone", "wasm", "", state, tasks, 1_000);
    }

    private void show(Instant at, WorkerView... workers) {
        Snapshot now = grid.snapshot();
        model.show(new Snapshot(
                1, at, List.of(workers), now.jobs(), now.totals(), List.of(), now.ended(), List.of(), null));
    }

    private List<String> shown() {
        return model.shown().stream().map(row -> row.view().get().name()).toList();
    }

    private List<String> chosen() {
        return model.chosen().get().stream().map(WorkerView::name).toList();
    }

    @Test
    void the_filter_finds_parts_of_names_and_what_is_hidden_is_not_chosen() {
        show(FakeGrid.NOW, worker("Maya’s Pixel", WorkerState.IDLE, 1), worker("Studio laptop", WorkerState.IDLE, 2));
        assertThat(chosen()).containsExactly("Maya’s Pixel");
        model.filter().set(" LAP ");
        assertThat(shown()).containsExactly("Studio laptop");
        assertThat(chosen()).containsExactly("Studio laptop");
        model.filter().set("nobody");
        assertThat(shown()).isEmpty();
        assertThat(chosen()).isEmpty();
        model.reveal(new WorkerId("w-Maya’s Pixel"));
        assertThat(shown()).hasSize(2);
        assertThat(chosen()).containsExactly("Maya’s Pixel");
    }

    @Test
    void places_change_at_once_when_wanted_and_then_only_now_and_then() {
        show(FakeGrid.NOW, worker("a", WorkerState.IDLE, 1), worker("b", WorkerState.IDLE, 2));
        model.order(Comparator.comparingInt(WorkerView::tasksCompleted).reversed());
        assertThat(shown()).containsExactly("b", "a");
        show(FakeGrid.NOW.plusMillis(500), worker("a", WorkerState.IDLE, 9), worker("b", WorkerState.IDLE, 2));
        assertThat(shown()).containsExactly("b", "a");
        assertThat(model.shown().getLast().view().get().tasksCompleted()).isEqualTo(9);
        show(FakeGrid.NOW.plusMillis(2_500), worker("a", WorkerState.IDLE, 9), worker("b", WorkerState.IDLE, 2));
        assertThat(shown()).containsExactly("a", "b");
        model.order(null);
        assertThat(shown()).containsExactly("a", "b");
    }

    @Test
    void whatever_the_operator_wants_is_done_to_those_it_changes_anything_for() {
        WorkerView busy = worker("busy", WorkerState.COMPUTING, 1);
        WorkerView drained = worker("drained", WorkerState.DRAINING, 1);
        WorkerView gone = worker("gone", WorkerState.GONE, 1);
        List<WorkerView> all = List.of(busy, drained, gone);
        model.perform(WorkerAction.DRAIN, all);
        model.perform(WorkerAction.RESUME, all);
        model.perform(WorkerAction.QUARANTINE, List.of(busy));
        model.perform(WorkerAction.RELEASE, List.of(busy));
        model.perform(WorkerAction.REMOVE, all);
        assertThat(grid.wishes)
                .containsExactly(
                        "drain w-busy", "resume w-drained", "quarantine w-busy", "remove w-busy", "remove w-drained");
        grid.refuse("There is no worker busy.");
        model.perform(WorkerAction.DRAIN, List.of(busy));
        assertThat(notices).containsExactly("There is no worker busy.");
    }

    @Test
    void what_loses_work_asks_first_and_says_what_it_costs() {
        WorkerView busy = worker("Pixel", WorkerState.COMPUTING, 1);
        WorkerView idle = worker("Tablet", WorkerState.IDLE, 1);
        assertThat(WorkerAction.QUARANTINE.asks(busy)).isTrue();
        assertThat(WorkerAction.QUARANTINE.asks(idle)).isFalse();
        assertThat(WorkerAction.REMOVE.asks(idle)).isTrue();
        assertThat(WorkerAction.DRAIN.asks(busy)).isFalse();
        assertThat(WorkerAction.REMOVE.question(List.of(busy))).isEqualTo("Remove Pixel?");
        assertThat(WorkerAction.REMOVE.question(List.of(busy, idle))).isEqualTo("Remove 2 workers?");
        assertThat(WorkerAction.REMOVE.cost(List.of(busy, idle)))
                .startsWith("2 unfinished tasks will be computed again by others. Its page says");
        assertThat(WorkerAction.QUARANTINE.cost(List.of(idle))).startsWith("No unfinished task is lost.");
    }

    @Test
    void the_chosen_one_is_shown_with_its_last_tasks_and_what_it_gave_before() {
        FleetSamples.play(grid);
        model.show(grid.snapshot());
        model.reveal(new WorkerId("w-Maya’s Pixel"));
        assertThat(model.detail().last().get())
                .hasSize(10)
                .allSatisfy(task -> assertThat(task.worker()).hasToString("w-Maya’s Pixel"));
        assertThat(model.detail().last().get().getFirst().chunk().index()).isEqualTo(21);
        assertThat(model.detail().allTime().get().rank()).isEqualTo(2);
        model.selection().toggle(new WorkerId("w-This computer"));
        assertThat(model.detail().row().get()).isNull();
        assertThat(model.detail().last().get()).isEmpty();
    }

    @Test
    void the_layout_is_remembered() {
        assertThat(model.layout().get()).isEqualTo(WorkersModel.Layout.CARDS);
        model.layout().set(WorkersModel.Layout.TABLE);
        assertThat(new WorkersModel(grid, new ImmediateTasks(), notices::add, settings)
                        .layout()
                        .get())
                .isEqualTo(WorkersModel.Layout.TABLE);
    }

    @Test
    void what_was_measured_and_what_it_tells_are_said_with_units() {
        assertThat(WorkerFacts.measured(new Pace(61.4e9, 13.1e6, 5.8e6, 38)))
                .extracting(Fact::value)
                .containsExactly("61.4 GFLOP/s", "13.1 MB/s", "5.80 MB/s", "38.0 ms");
        assertThat(WorkerFacts.measured(null)).extracting(Fact::value).containsExactly("nothing yet");
        assertThat(WorkerFacts.told(new Capabilities(Map.of("js", 9e8), null, 1e6, 4.0, null, 5_300_000_000L)))
                .extracting(Fact::value)
                .containsExactly("900 MFLOP/s", "1.00 MB/s", "4", "5.30 GB");
        assertThat(WorkerFacts.told(Capabilities.UNTOLD)).isEmpty();
    }
}
