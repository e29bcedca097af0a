package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.persist.Facts.NOON;
import static org.distributedbrain.persist.Facts.accepted;
import static org.distributedbrain.persist.Facts.attempt;
import static org.distributedbrain.persist.Facts.enlisted;
import static org.distributedbrain.persist.Facts.newJob;
import static org.distributedbrain.persist.Facts.verified;

import java.util.List;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.flow.UnfinishedJob;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;

/** What every {@link JobStore} keeps of a job so that it can go on after a restart. */
interface UnfinishedJobContract extends StoreContract {
    @Test
    default void what_an_unfinished_job_needs_to_go_on_is_kept() {
        JobId job = newJob();
        WorkerId worker = newWorker("Ada");
        Fact.JobAccepted accepted = accepted(job, NOON);
        commit(enlisted(worker, "Ada", NOON), accepted);
        Fact.ChunkVerified verified = verified(job, 2, worker, NOON.plusSeconds(1));
        commit(verified);
        UnfinishedJob unfinished = store().unfinished().getFirst();
        assertThat(unfinished.accepted()).isEqualTo(accepted);
        assertThat(unfinished.verified())
                .containsExactly(new UnfinishedJob.VerifiedChunk(
                        2,
                        worker,
                        verified.computeMs(),
                        verified.transferMs(),
                        verified.operations(),
                        verified.agreed(),
                        verified.evidence(),
                        NOON.plusSeconds(1)));
    }

    @Test
    default void a_job_goes_on_from_when_its_first_chunk_was_handed_out_even_if_nothing_came_of_that_one() {
        JobId job = newJob();
        WorkerId worker = newWorker("Ada");
        commit(enlisted(worker, "Ada", NOON), accepted(job, NOON));
        commit(
                new Fact.JobStarted(job, NOON.plusMillis(3)),
                verified(job, 1, worker, NOON.plusSeconds(2)),
                new Fact.AttemptEnded(attempt(job, 2, worker, NOON.plusSeconds(1))));
        assertThat(store().unfinished().getFirst().startedAt()).isEqualTo(NOON.plusMillis(3));
    }

    @Test
    default void chunks_of_a_lost_result_are_not_verified_any_more() {
        JobId job = newJob();
        WorkerId worker = newWorker("Ada");
        commit(enlisted(worker, "Ada", NOON), accepted(job, NOON), verified(job, 1, worker, NOON));
        commit(new Fact.ResultLost(job, List.of("It was lost."), NOON), verified(job, 3, worker, NOON));
        assertThat(store().unfinished().getFirst().verified())
                .extracting(UnfinishedJob.VerifiedChunk::index)
                .containsExactly(3);
        assertThat(store().job(job).orElseThrow().chunksDone()).isEqualTo(1);
    }

    @Test
    default void a_doubted_chunk_is_not_verified_any_more() {
        JobId job = newJob();
        WorkerId worker = newWorker("Ada");
        commit(
                enlisted(worker, "Ada", NOON),
                accepted(job, NOON),
                verified(job, 1, worker, NOON),
                verified(job, 3, worker, NOON));
        commit(new Fact.ChunkDoubted(new ChunkId(job, 1), worker, NOON));
        assertThat(store().unfinished().getFirst().verified())
                .extracting(UnfinishedJob.VerifiedChunk::index)
                .containsExactly(3);
        assertThat(store().job(job).orElseThrow().chunksDone()).isEqualTo(1);
    }

    @Test
    default void unfinished_jobs_come_in_the_order_of_submission() {
        JobId later = newJob();
        JobId earlier = newJob();
        commit(accepted(later, NOON.plusSeconds(1)), accepted(earlier, NOON));
        assertThat(store().unfinished()).extracting(UnfinishedJob::id).containsExactly(earlier, later);
    }
}
