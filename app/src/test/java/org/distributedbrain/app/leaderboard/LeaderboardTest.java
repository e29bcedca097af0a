package org.distributedbrain.app.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.FleetSamples;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.leaderboard.LeaderboardModel.Period;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.junit.jupiter.api.Test;

class LeaderboardTest {
    private final FakeGrid grid = new FakeGrid();
    private final List<String> notices = new ArrayList<>();
    private final LeaderboardModel model = new LeaderboardModel(grid, new ImmediateTasks(), notices::add);

    private static WorkerView worker(String name, int tasks, double mops) {
        return Samples.worker(name, "phone", "wasm", "", WorkerState.IDLE, tasks, mops);
    }

    private List<String> names() {
        return model.entries().get().stream().map(Entry::name).toList();
    }

    @Test
    void this_session_is_ranked_by_verified_operations_and_those_who_gave_nothing_are_not_on_it() {
        model.show(List.of(worker("slow", 10, 100), worker("fast", 5, 1_000), worker("new", 0, 0)));
        model.refresh();
        assertThat(names()).containsExactly("fast", "slow");
        assertThat(model.entries().get().getFirst().operations()).isCloseTo(1_000 * 1e6 * 0.9, within(1.0));
        model.show(List.of(worker("slow", 100, 100)));
        model.refresh();
        assertThat(names()).as("who went keeps its credit").containsExactly("slow", "fast");
    }

    @Test
    void what_was_given_over_several_connections_adds_up() {
        SessionCredit credit = new SessionCredit();
        WorkerView first = worker("w", 10, 100);
        credit.take(List.of(first));
        credit.take(List.of(worker("w", 12, 100)));
        WorkerView again = new WorkerView(
                first.id(),
                "w",
                "phone",
                "wasm",
                "",
                "",
                WorkerState.IDLE,
                0,
                3,
                540,
                100,
                FakeGrid.NOW.plusSeconds(60));
        credit.take(List.of(again));
        Entry entry = credit.best(10).getFirst();
        assertThat(entry.tasks()).isEqualTo(15);
        assertThat(entry.sessions()).isEqualTo(2);
        assertThat(entry.computeMs()).isEqualTo(15 * 180.0);
    }

    @Test
    void all_time_comes_from_the_store_ten_at_most() {
        FleetSamples.play(grid);
        model.period().set(Period.ALL_TIME);
        assertThat(model.entries().get()).hasSize(10);
        assertThat(names().getFirst()).isEqualTo("Studio laptop");
        model.period().set(Period.SESSION);
        assertThat(model.entries().get()).isEmpty();
    }

    @Test
    void thousands_of_names_do_not_pile_up() {
        SessionCredit credit = new SessionCredit();
        for (int i = 0; i < 30; i++) {
            List<WorkerView> many = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                many.add(worker("w" + (i * 100 + j), 1, 1 + i * 100 + j));
            }
            credit.take(many);
        }
        assertThat(credit.best(5_000)).hasSizeLessThanOrEqualTo(2_000);
        assertThat(credit.best(1).getFirst().name()).isEqualTo("w2999");
    }
}
