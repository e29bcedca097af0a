package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.distributedbrain.persist.Facts.NOON;
import static org.distributedbrain.persist.Facts.accepted;
import static org.distributedbrain.persist.Facts.enlisted;
import static org.distributedbrain.persist.Facts.fault;
import static org.distributedbrain.persist.Facts.newJob;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.junit.jupiter.api.Test;

/** What every {@link JobStore} does with faults. */
interface FaultStoreContract extends StoreContract {
    @Test
    default void a_fault_is_read_back_with_what_came_of_it() {
        JobId job = newJob();
        WorkerId lost = newWorker("Lost");
        WorkerId other = newWorker("Other");
        Fact.FaultRecorded fault = fault(job, lost, NOON);
        Fact.FaultRecorded idle = fault(FaultKind.SILENT, lost, NOON.plusSeconds(1));
        commit(accepted(job, NOON), enlisted(lost, "Lost", NOON), enlisted(other, "Other", NOON), fault, idle);
        assertThat(store().faults(FaultFilter.ALL, null, 10)).first().satisfies(newest -> {
            assertThat(newest.kind()).isEqualTo(FaultKind.SILENT);
            assertThat(newest.job()).isNull();
            assertThat(newest.recoveredAt()).isNull();
        });
        commit(new Fact.FaultSettled(fault.id(), "chunk 2 went to Other after 3 ms", other, NOON.plusMillis(3)));
        assertThat(store().faults(new FaultFilter(job, null, null), null, 10))
                .containsExactly(new FaultView(
                        fault.id(),
                        FaultKind.DISCONNECTED,
                        lost,
                        "Lost",
                        job,
                        2,
                        new TaskId(17),
                        "chunk 2 went to Other after 3 ms",
                        "sent\nleft",
                        NOON,
                        NOON.plusMillis(3),
                        other));
        commit(new Fact.FaultSettled(fault.id(), "chunk 2 went nowhere: its job failed", null, NOON.plusSeconds(9)));
        assertThat(store().faults(new FaultFilter(job, null, null), null, 10))
                .extracting(FaultView::action, FaultView::recoveredAt)
                .containsExactly(tuple("chunk 2 went nowhere: its job failed", null));
    }

    @Test
    default void faults_are_paged_and_filtered_newest_first() {
        JobId job = newJob();
        WorkerId ada = newWorker("Ada");
        WorkerId bob = newWorker("Bob");
        commit(accepted(job, NOON), enlisted(ada, "Ada", NOON), enlisted(bob, "Bob", NOON));
        List<FaultId> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            // Two at a time share their moment.
            Fact.FaultRecorded fault = i < 4
                    ? fault(FaultKind.FROZEN, i % 2 == 0 ? ada : bob, NOON.plusSeconds(i / 2))
                    : fault(job, ada, NOON.plusSeconds(i / 2));
            commit(fault);
            ids.addFirst(fault.id());
        }
        List<FaultId> paged = new ArrayList<>();
        FaultId after = null;
        List<FaultView> page;
        do {
            page = store().faults(FaultFilter.ALL, after, 2);
            page.forEach(fault -> paged.add(fault.id()));
            after = paged.getLast();
        } while (!page.isEmpty());
        assertThat(paged).isEqualTo(ids);
        assertThat(store().faults(new FaultFilter(null, bob.value(), null), null, 10))
                .extracting(FaultView::workerName)
                .containsExactly("Bob", "Bob");
        assertThat(store().faults(new FaultFilter(null, "Ada", FaultKind.FROZEN), null, 10))
                .hasSize(2);
        assertThat(store().faults(new FaultFilter(job, null, FaultKind.FROZEN), null, 10))
                .isEmpty();
        assertThat(store().faults(FaultFilter.ALL, new FaultId("nobody's"), 10)).isEmpty();
    }
}
