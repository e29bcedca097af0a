package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.persist.Facts.METRICS;
import static org.distributedbrain.persist.Facts.NOON;
import static org.distributedbrain.persist.Facts.accepted;
import static org.distributedbrain.persist.Facts.enlisted;
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
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.Test;

/** What every {@link JobStore} tells of jobs, however they ended, and of the attempts at their chunks. */
interface JobHistoryContract extends StoreContract {
    @Test
    default void an_accepted_job_is_queued_and_unfinished() {
        JobId job = newJob();
        commit(accepted(job, NOON));
        assertThat(store().job(job))
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
        assertThat(store().unfinished()).extracting(UnfinishedJob::id).containsExactly(job);
    }

    @Test
    default void a_job_with_a_verified_chunk_runs() {
        JobId job = newJob();
        WorkerId worker = newWorker("Ada");
        commit(enlisted(worker, "Ada", NOON), accepted(job, NOON));
        commit(verified(job, 0, worker, NOON), verified(job, 2, worker, NOON));
        JobView view = store().job(job).orElseThrow();
        assertThat(view.state()).isEqualTo(JobState.RUNNING);
        assertThat(view.chunksDone()).isEqualTo(2);
        assertThat(store().unfinished()).extracting(UnfinishedJob::id).containsExactly(job);
    }

    @Test
    default void a_chunk_verified_again_counts_once() {
        JobId job = newJob();
        WorkerId worker = newWorker("Ada");
        commit(enlisted(worker, "Ada", NOON), accepted(job, NOON), verified(job, 1, worker, NOON));
        commit(verified(job, 1, worker, NOON.plusSeconds(9)));
        assertThat(store().job(job).orElseThrow().chunksDone()).isEqualTo(1);
    }

    @Test
    default void a_finished_job_keeps_every_figure() {
        JobId job = newJob();
        Instant end = NOON.plusMillis(812);
        commit(accepted(job, NOON));
        commit(new Fact.JobFinished(job, METRICS, end));
        JobView view = store().job(job).orElseThrow();
        assertThat(view.state()).isEqualTo(JobState.DONE);
        assertThat(view.metrics()).isEqualTo(METRICS);
        assertThat(view.chunksDone()).isEqualTo(4);
        assertThat(view.finishedAt()).isEqualTo(end);
        assertThat(store().unfinished()).isEmpty();
    }

    @Test
    default void figures_that_are_no_numbers_survive() {
        JobId job = newJob();
        JobMetrics odd = new JobMetrics(
                0, 0, 0, 1, 4, 0, Double.POSITIVE_INFINITY, Double.NaN, 0, 0, 3, Double.NaN, 256, null, null, null, 0);
        commit(accepted(job, NOON), new Fact.JobFinished(job, odd, NOON));
        assertThat(store().job(job).orElseThrow().metrics()).isEqualTo(odd);
    }

    @Test
    default void a_failed_job_says_why() {
        JobId job = newJob();
        commit(accepted(job, NOON), new Fact.JobFailed(job, "The disk is full.", NOON.plusSeconds(1)));
        JobView view = store().job(job).orElseThrow();
        assertThat(view.state()).isEqualTo(JobState.FAILED);
        assertThat(view.failure()).isEqualTo("The disk is full.");
        assertThat(view.finishedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(view.metrics()).isNull();
        assertThat(store().unfinished()).isEmpty();
    }

    @Test
    default void a_cancelled_job_has_ended() {
        JobId job = newJob();
        commit(accepted(job, NOON), new Fact.JobCancelled(job, NOON.plusSeconds(1)));
        JobView view = store().job(job).orElseThrow();
        assertThat(view.state()).isEqualTo(JobState.CANCELLED);
        assertThat(view.failure()).isNull();
        assertThat(store().unfinished()).isEmpty();
    }

    @Test
    default void the_newest_jobs_come_first_and_no_more_than_asked_for() {
        List<JobId> jobs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            JobId job = newJob();
            jobs.add(job);
            // Moments of different precision, whose text has different length unless it is padded.
            commit(accepted(job, NOON.plus(Duration.ofNanos(i * 876_544_000L))));
        }
        assertThat(store().newest(3)).extracting(JobView::id).containsExactly(jobs.get(4), jobs.get(3), jobs.get(2));
        assertThat(store().newest(100)).hasSize(5);
        assertThat(store().newest(0)).isEmpty();
        assertThat(store().newest(-1)).isEmpty();
    }

    @Test
    default void pages_follow_each_other_without_gap_or_overlap_even_within_one_moment() {
        for (int i = 0; i < 7; i++) {
            commit(accepted(newJob(), NOON.plusSeconds(i / 3)));
        }
        List<JobId> all = store().newest(100).stream().map(JobView::id).toList();
        List<JobId> paged = new ArrayList<>();
        List<JobView> page = store().newest(2);
        while (!page.isEmpty()) {
            page.forEach(job -> paged.add(job.id()));
            page = store().jobs(JobFilter.ALL, paged.getLast(), 2);
        }
        assertThat(paged).isEqualTo(all).hasSize(7);
        assertThat(store().jobs(JobFilter.ALL, newJob(), 2)).isEmpty();
    }

    @Test
    default void attempts_come_back_as_they_were_page_by_page_and_by_time() {
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
        assertThat(store().executions(job, Long.MIN_VALUE, 100)).isEqualTo(all);
        assertThat(store().executions(job, Long.MIN_VALUE, 4)).isEqualTo(all.subList(0, 4));
        assertThat(store().executions(job, 13, 4)).isEqualTo(all.subList(4, 6));
        assertThat(store().executions(job, NOON.plusSeconds(1), NOON.plusSeconds(3)))
                .containsExactlyInAnyOrderElementsOf(all.subList(1, 4));
        assertThat(store().executions(newJob(), Long.MIN_VALUE, 100)).isEmpty();
    }
}
