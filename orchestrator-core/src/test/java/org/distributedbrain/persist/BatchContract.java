package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.persist.Facts.METRICS;
import static org.distributedbrain.persist.Facts.NOON;
import static org.distributedbrain.persist.Facts.accepted;
import static org.distributedbrain.persist.Facts.credited;
import static org.distributedbrain.persist.Facts.enlisted;
import static org.distributedbrain.persist.Facts.fault;
import static org.distributedbrain.persist.Facts.newJob;
import static org.distributedbrain.persist.Facts.verified;

import java.util.List;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;

/** What every {@link JobStore} does with a batch of facts, of whatever they are. */
interface BatchContract extends StoreContract {
    @Test
    default void an_empty_store_has_no_history() {
        assertThat(store().newest(10)).isEmpty();
        assertThat(store().unfinished()).isEmpty();
        assertThat(store().leaderboard(10)).isEmpty();
        assertThat(store().job(newJob())).isEmpty();
    }

    @Test
    default void a_batch_of_every_fact_is_stored_at_once_and_in_order() {
        JobId job = newJob();
        WorkerId worker = newWorker("Ada");
        commit(
                accepted(job, NOON),
                enlisted(worker, "Ada", NOON),
                fault(job, worker, NOON),
                fault(FaultKind.SILENT, worker, NOON),
                verified(job, 0, worker, NOON),
                credited(worker, 1, 1, NOON),
                new Fact.JobFailed(job, "First.", NOON),
                new Fact.JobFinished(job, METRICS, NOON));
        assertThat(store().job(job).orElseThrow().state()).isEqualTo(JobState.DONE);
        assertThat(store().leaderboard(10)).hasSize(1);
    }

    @Test
    default void no_facts_are_no_work() {
        store().commit(List.of());
        assertThat(store().newest(1)).isEmpty();
    }
}
