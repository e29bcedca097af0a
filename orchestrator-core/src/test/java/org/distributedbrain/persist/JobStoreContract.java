package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.persist.Facts.METRICS;
import static org.distributedbrain.persist.Facts.NOON;
import static org.distributedbrain.persist.Facts.accepted;
import static org.distributedbrain.persist.Facts.attempt;
import static org.distributedbrain.persist.Facts.credited;
import static org.distributedbrain.persist.Facts.enlisted;
import static org.distributedbrain.persist.Facts.fault;
import static org.distributedbrain.persist.Facts.newJob;
import static org.distributedbrain.persist.Facts.verified;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.flow.UnfinishedJob;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.LeaderboardRow;
import org.junit.jupiter.api.Test;

/** What every {@link JobStore} does. */
abstract class JobStoreContract extends FaultStoreContract {
    @Test
    void an_empty_store_has_no_history() {
        assertThat(store.newest(10)).isEmpty();
        assertThat(store.unfinished()).isEmpty();
        assertThat(store.leaderboard(10)).isEmpty();
        assertThat(store.job(newJob())).isEmpty();
    }

    @Test
    void an_accepted_job_is_queued_and_unfinished() {
        JobId job = newJob();
        commit(accepted(job, NOON));
        assertThat(store.job(job))
                .contains(new JobView(
                        job,
                        new MatmulSize(256, 128, 64),
                        "A.npy × B.npy",
                        JobState.QUEUED,
                        0,
                        4,
                        NOON,
                        null,
                        List.of("A was float64.", "B has 1 \"NaN\"."),
                        null,
                        null,
                        null,
                        JobOptions.DEFAULT,
                        new TileGrid(4, 1, 1),
                        new Estimate(12.5, 1_000, 2_000, Estimate.Bound.UPLINK, 3.5, 2),
                        accepted(job, NOON).job().source()));
        assertThat(store.unfinished()).extracting(UnfinishedJob::id).containsExactly(job);
    }

    @Test
    void a_job_with_a_verified_chunk_runs() {
        JobId job = newJob();
        WorkerId worker = newWorker("Ada");
        commit(enlisted(worker, "Ada", NOON), accepted(job, NOON));
        commit(verified(job, 0, worker, NOON), verified(job, 2, worker, NOON));
        JobView view = store.job(job).orElseThrow();
        assertThat(view.state()).isEqualTo(JobState.RUNNING);
        assertThat(view.chunksDone()).isEqualTo(2);
        assertThat(store.unfinished()).extracting(UnfinishedJob::id).containsExactly(job);
    }

    @Test
    void a_job_goes_on_from_when_its_first_chunk_was_handed_out_even_if_nothing_came_of_that_one() {
        JobId job = newJob();
        WorkerId worker = newWorker("Ada");
        commit(enlisted(worker, "Ada", NOON), accepted(job, NOON));
        commit(
                new Fact.JobStarted(job, NOON.plusMillis(3)),
                verified(job, 1, worker, NOON.plusSeconds(2)),
                new Fact.AttemptEnded(attempt(job, 2, worker, NOON.plusSeconds(1))));
        assertThat(store.unfinished().getFirst().startedAt()).isEqualTo(NOON.plusMillis(3));
    }

    @Test
    void a_chunk_verified_again_counts_once() {
        JobId job = newJob();
        WorkerId worker = newWorker("Ada");
        commit(enlisted(worker, "Ada", NOON), accepted(job, NOON), verified(job, 1, worker, NOON));
        commit(verified(job, 1, worker, NOON.plusSeconds(9)));
        assertThat(store.job(job).orElseThrow().chunksDone()).isEqualTo(1);
    }

    @Test
    void a_finished_job_keeps_every_figure() {
        JobId job = newJob();
        Instant end = NOON.plusMillis(812);
        commit(accepted(job, NOON));
        commit(new Fact.JobFinished(job, METRICS, end));
        JobView view = store.job(job).orElseThrow();
        assertThat(view.state()).isEqualTo(JobState.DONE);
        assertThat(view.metrics()).isEqualTo(METRICS);
        assertThat(view.chunksDone()).isEqualTo(4);
        assertThat(view.finishedAt()).isEqualTo(end);
        assertThat(store.unfinished()).isEmpty();
    }

    @Test
    void figures_that_are_no_numbers_survive() {
        JobId job = newJob();
        JobMetrics odd = new JobMetrics(
                0, 0, 0, 1, 4, 0, Double.POSITIVE_INFINITY, Double.NaN, 0, 0, 3, Double.NaN, 256, null, null, null);
        commit(accepted(job, NOON), new Fact.JobFinished(job, odd, NOON));
        assertThat(store.job(job).orElseThrow().metrics()).isEqualTo(odd);
    }

    @Test
    void a_failed_job_says_why() {
        JobId job = newJob();
        commit(accepted(job, NOON), new Fact.JobFailed(job, "The disk is full.", NOON.plusSeconds(1)));
        JobView view = store.job(job).orElseThrow();
        assertThat(view.state()).isEqualTo(JobState.FAILED);
        assertThat(view.failure()).isEqualTo("The disk is full.");
        assertThat(view.finishedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(view.metrics()).isNull();
        assertThat(store.unfinished()).isEmpty();
    }

    @Test
    void a_cancelled_job_has_ended() {
        JobId job = newJob();
        commit(accepted(job, NOON), new Fact.JobCancelled(job, NOON.plusSeconds(1)));
        JobView view = store.job(job).orElseThrow();
        assertThat(view.state()).isEqualTo(JobState.CANCELLED);
        assertThat(view.failure()).isNull();
        assertThat(store.unfinished()).isEmpty();
    }

    @Test
    void the_newest_jobs_come_first_and_no_more_than_asked_for() {
        List<JobId> jobs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            JobId job = newJob();
            jobs.add(job);
            // Moments of different precision, whose text has different length unless it is padded.
            commit(accepted(job, NOON.plus(Duration.ofNanos(i * 876_544_000L))));
        }
        assertThat(store.newest(3)).extracting(JobView::id).containsExactly(jobs.get(4), jobs.get(3), jobs.get(2));
        assertThat(store.newest(100)).hasSize(5);
        assertThat(store.newest(0)).isEmpty();
        assertThat(store.newest(-1)).isEmpty();
    }

    @Test
    void pages_follow_each_other_without_gap_or_overlap_even_within_one_moment() {
        for (int i = 0; i < 7; i++) {
            commit(accepted(newJob(), NOON.plusSeconds(i / 3)));
        }
        List<JobId> all = store.newest(100).stream().map(JobView::id).toList();
        List<JobId> paged = new ArrayList<>();
        List<JobView> page = store.newest(2);
        while (!page.isEmpty()) {
            page.forEach(job -> paged.add(job.id()));
            page = store.before(paged.getLast(), 2);
        }
        assertThat(paged).isEqualTo(all).hasSize(7);
        assertThat(store.before(newJob(), 2)).isEmpty();
    }

    @Test
    void attempts_come_back_as_they_were_page_by_page_and_by_time() {
        JobId job = newJob();
        WorkerId ada = newWorker("Ada");
        List<Execution> all = new ArrayList<>();
        commit(enlisted(ada, "Ada", NOON), accepted(job, NOON));
        for (int i = 0; i < 5; i++) {
            all.add(Execution.of(Facts.attempt(job, 10 + i, ada, NOON.plusSeconds(i)), "Ada"));
            commit(new Fact.AttemptEnded(all.getLast().attempt()));
        }
        Attempt lost = new Attempt(
                new TaskId(99),
                new ChunkId(job, 1),
                new WorkerId("stranger"),
                NOON,
                NOON.plusSeconds(7),
                null,
                null,
                null,
                null,
                NOON.plusSeconds(8),
                Attempt.Outcome.LOST,
                0,
                0,
                0);
        all.add(Execution.of(lost, "stranger"));
        commit(new Fact.AttemptEnded(lost));
        assertThat(store.executions(job, Long.MIN_VALUE, 100)).isEqualTo(all);
        assertThat(store.executions(job, Long.MIN_VALUE, 4)).isEqualTo(all.subList(0, 4));
        assertThat(store.executions(job, 13, 4)).isEqualTo(all.subList(4, 6));
        assertThat(store.executions(job, NOON.plusSeconds(1), NOON.plusSeconds(3)))
                .containsExactlyInAnyOrderElementsOf(all.subList(1, 4));
        assertThat(store.executions(newJob(), Long.MIN_VALUE, 100)).isEmpty();
    }

    @Test
    void what_an_unfinished_job_needs_to_go_on_is_kept() {
        JobId job = newJob();
        WorkerId worker = newWorker("Ada");
        Fact.JobAccepted accepted = accepted(job, NOON);
        commit(enlisted(worker, "Ada", NOON), accepted);
        Fact.ChunkVerified verified = verified(job, 2, worker, NOON.plusSeconds(1));
        commit(verified);
        UnfinishedJob unfinished = store.unfinished().getFirst();
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
    void chunks_of_a_lost_result_are_not_verified_any_more() {
        JobId job = newJob();
        WorkerId worker = newWorker("Ada");
        commit(enlisted(worker, "Ada", NOON), accepted(job, NOON), verified(job, 1, worker, NOON));
        commit(new Fact.ResultLost(job, List.of("It was lost."), NOON), verified(job, 3, worker, NOON));
        assertThat(store.unfinished().getFirst().verified())
                .extracting(UnfinishedJob.VerifiedChunk::index)
                .containsExactly(3);
        assertThat(store.job(job).orElseThrow().chunksDone()).isEqualTo(1);
    }

    @Test
    void a_doubted_chunk_is_not_verified_any_more() {
        JobId job = newJob();
        WorkerId worker = newWorker("Ada");
        commit(
                enlisted(worker, "Ada", NOON),
                accepted(job, NOON),
                verified(job, 1, worker, NOON),
                verified(job, 3, worker, NOON));
        commit(new Fact.ChunkDoubted(new ChunkId(job, 1), worker, NOON));
        assertThat(store.unfinished().getFirst().verified())
                .extracting(UnfinishedJob.VerifiedChunk::index)
                .containsExactly(3);
        assertThat(store.job(job).orElseThrow().chunksDone()).isEqualTo(1);
    }

    @Test
    void unfinished_jobs_come_in_the_order_of_submission() {
        JobId later = newJob();
        JobId earlier = newJob();
        commit(accepted(later, NOON.plusSeconds(1)), accepted(earlier, NOON));
        assertThat(store.unfinished()).extracting(UnfinishedJob::id).containsExactly(earlier, later);
    }

    @Test
    void credit_adds_up_over_sessions_and_ranks_by_verified_operations() {
        WorkerId slow = newWorker("Slow");
        WorkerId fast = newWorker("Fast");
        commit(enlisted(slow, "Slow", NOON), enlisted(fast, "Fast", NOON));
        commit(credited(slow, 900, 1e6, NOON.plusSeconds(1)), credited(fast, 10, 4e6, NOON.plusSeconds(2)));
        commit(enlisted(slow, "Slow again", NOON.plusSeconds(3)), credited(slow, 100, 1e6, NOON.plusSeconds(4)));
        assertThat(store.leaderboard(10))
                .containsExactly(
                        new LeaderboardRow(
                                1, fast, "Fast", 10, 1, 1, 4e6, NOON.plusSeconds(2), Standing.NEWCOMER.agreed()),
                        new LeaderboardRow(
                                2,
                                slow,
                                "Slow again",
                                1000,
                                2,
                                2,
                                2e6,
                                NOON.plusSeconds(4),
                                Standing.NEWCOMER.agreed()));
        assertThat(store.leaderboard(1)).extracting(LeaderboardRow::worker).containsExactly(fast);
    }

    @Test
    void a_worker_without_verified_work_is_not_on_the_leaderboard() {
        WorkerId worker = newWorker("Idle");
        commit(enlisted(worker, "Idle", NOON));
        assertThat(store.leaderboard(10)).isEmpty();
    }

    @Test
    void a_batch_of_every_fact_is_stored_at_once_and_in_order() {
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
        assertThat(store.job(job).orElseThrow().state()).isEqualTo(JobState.DONE);
        assertThat(store.leaderboard(10)).hasSize(1);
    }

    @Test
    void no_facts_are_no_work() {
        store.commit(List.of());
        assertThat(store.newest(1)).isEmpty();
    }

    @Test
    void a_worker_comes_back_with_its_secret() {
        WorkerIdentity first = store.identify(null, null, "Ada's phone", NOON);
        assertThat(first.newSecret()).hasSize(43);
        WorkerIdentity again =
                store.identify(first.id().value(), first.newSecret(), "Ada's new name", NOON.plusSeconds(60));
        assertThat(again).isEqualTo(new WorkerIdentity(first.id(), "Ada's new name", null));
    }

    @Test
    void whoever_does_not_know_the_secret_gets_a_new_identity() {
        WorkerIdentity first = store.identify(null, null, "Ada", NOON);
        WorkerIdentity other = store.identify(null, null, "Bob", NOON);
        String id = first.id().value();
        assertThat(List.of(
                        store.identify(id, "wrong", "Eve", NOON),
                        store.identify(id, "", "Eve", NOON),
                        store.identify(id, other.newSecret(), "Eve", NOON),
                        store.identify(id, null, "Eve", NOON),
                        store.identify("nobody", first.newSecret(), "Eve", NOON),
                        store.identify("x".repeat(100_000), "y".repeat(100_000), "Eve", NOON)))
                .allSatisfy(identity -> {
                    assertThat(identity.newSecret()).isNotNull();
                    assertThat(identity.id()).isNotIn(first.id(), other.id());
                })
                .extracting(WorkerIdentity::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_worker_that_no_door_identified_can_work_and_nobody_comes_back_as_it() {
        WorkerId worker = new WorkerId("in-process");
        commit(enlisted(worker, "Here", NOON), credited(worker, 1, 1, NOON));
        assertThat(store.leaderboard(1)).extracting(LeaderboardRow::worker).containsExactly(worker);
        assertThat(store.identify("in-process", "", "Eve", NOON).id()).isNotEqualTo(worker);
    }
}
