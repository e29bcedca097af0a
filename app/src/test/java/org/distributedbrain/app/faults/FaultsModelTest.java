package org.distributedbrain.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.FleetSamples;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.theme.FactList.Fact;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.junit.jupiter.api.Test;

class FaultsModelTest {
    private static final JobId JOB = new JobId("8f1c6d1c-0000-4000-8000-000000000001");

    private final FakeGrid grid = new FakeGrid();
    private final List<String> notices = new ArrayList<>();
    private final FaultsModel model = new FaultsModel(grid, new ImmediateTasks(), notices::add);

    private static FaultView fault(int number, FaultKind kind, String worker) {
        return new FaultView(
                FaultId.of(number),
                kind,
                new WorkerId("w-" + worker),
                worker,
                JOB,
                3,
                new TaskId(number),
                "chunk 3 waits for a worker",
                "",
                FakeGrid.NOW.plusSeconds(number),
                null,
                null);
    }

    private void snapshot() {
        model.show(grid.snapshot());
    }

    private List<String> numbers() {
        return model.faults().stream()
                .map(fault -> fault.id().value().replaceFirst("^0+", ""))
                .toList();
    }

    @Test
    void stored_faults_come_in_pages_newest_first() {
        for (int i = 1; i <= 250; i++) {
            grid.fault(fault(i, FaultKind.OVERDUE, "a"));
        }
        model.begin();
        assertThat(numbers()).hasSize(100).startsWith("250", "249");
        assertThat(model.more().get()).isTrue();
        model.loadMore();
        model.loadMore();
        assertThat(numbers()).hasSize(250).endsWith("2", "1");
        assertThat(model.more().get()).isFalse();
        model.loadMore();
        assertThat(numbers()).hasSize(250);
    }

    @Test
    void one_that_happens_stands_first_and_what_became_of_it_takes_its_place() {
        grid.fault(fault(1, FaultKind.OVERDUE, "a"));
        model.begin();
        assertThat(model.selected().get().id()).isEqualTo(FaultId.of(1));
        grid.fault(fault(2, FaultKind.DISCONNECTED, "b"));
        snapshot();
        assertThat(numbers()).containsExactly("2", "1");
        assertThat(FaultText.took(model.faults().getFirst())).isEqualTo("not handed out yet");

        FaultView settled = fault(2, FaultKind.DISCONNECTED, "b")
                .settled("chunk 3 went to c", FakeGrid.NOW.plusSeconds(2).plusMillis(38), new WorkerId("w-c"));
        grid.fault(settled);
        snapshot();
        assertThat(numbers()).containsExactly("2", "1");
        assertThat(FaultText.took(model.faults().getFirst())).isEqualTo("38.0 ms");
        assertThat(FaultText.tookStyle(model.faults().getFirst())).isEqualTo("took-short");
    }

    @Test
    void the_filter_goes_for_stored_ones_and_for_those_of_now() {
        grid.fault(fault(1, FaultKind.OVERDUE, "a"));
        grid.fault(fault(2, FaultKind.DISCONNECTED, "b"));
        model.begin();
        model.only("a");
        assertThat(numbers()).containsExactly("1");
        assertThat(model.selected().get().workerName()).isEqualTo("a");
        grid.fault(fault(3, FaultKind.SILENT, "b"));
        grid.fault(fault(4, FaultKind.FROZEN, "a"));
        snapshot();
        assertThat(numbers()).containsExactly("4", "1");
        model.only(FaultKind.OVERDUE);
        assertThat(numbers()).containsExactly("1");
        model.only((String) null);
        model.only((FaultKind) null);
        assertThat(model.filter().get()).isEqualTo(FaultFilter.ALL);
        assertThat(numbers()).containsExactly("4", "3", "2", "1");
        model.only(new JobId("00000000-0000-4000-8000-000000000009"));
        assertThat(numbers()).isEmpty();
        assertThat(model.selected().get()).isNull();
        assertThat(model.workers()).contains("a", "b");
    }

    @Test
    void recoveries_are_counted_against_the_line_of_500_ms() {
        FleetSamples.play(grid);
        model.begin();
        Recoveries all = Recoveries.of(model.faults());
        assertThat(all.late()).isEqualTo(2);
        assertThat(all.worstMs()).isEqualTo(1_900);
        assertThat(all.count()).isLessThan(model.faults().size());
        assertThat(Recoveries.of(List.of()).count()).isZero();
    }

    @Test
    void a_fault_is_told_in_full() {
        assertThat(FaultFacts.of(fault(7, FaultKind.OVERDUE, "a"), ZoneOffset.UTC))
                .extracting(Fact::value)
                .containsExactly("14:05:16", "a", "8f1c6d1c", "3", "chunk 3 waits for a worker", "not handed out yet");
    }
}
