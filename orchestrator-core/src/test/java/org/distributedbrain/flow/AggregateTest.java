package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;

class AggregateTest {
    private final TestCore core = new TestCore();

    @Test
    void a_jobs_figures_are_those_of_its_way() {
        core.pass(Duration.ofSeconds(1));
        WorkerId worker = core.join("a");
        JobId job = core.submit(100, 50, 20);
        Command.SendChunk sent = core.sent().getFirst();
        core.pass(Duration.ofMillis(100));
        core.happens(new Event.TaskStarted(worker, sent.task()));
        core.pass(Duration.ofMillis(300));
        core.happens(new Event.TaskComputed(worker, sent.task(), 250));
        core.pass(Duration.ofMillis(60));
        core.happens(new Event.ChunkReturned(worker, sent.task()));
        core.happens(new Event.ChunkChecked(sent.task(), TestCore.PASSED));
        core.pass(Duration.ofMillis(40));
        core.happens(new Event.ChunksStored(List.of(sent.task())));
        assertThat(core.commands(Command.AcceptResult.class))
                .containsExactly(new Command.AcceptResult(worker, sent.task()));
        assertThat(core.facts(Fact.WorkerCredited.class))
                .containsExactly(new Fact.WorkerCredited(worker, 250, 200_000, Standing.NEWCOMER.agreed(), core.now()));
        core.happens(new Event.ResultSealed(job));
        assertThat(core.job(job).state()).isEqualTo(JobState.DONE);
        assertThat(core.job(job).metrics())
                .isEqualTo(new JobMetrics(
                        500,
                        250,
                        160,
                        1,
                        1,
                        250,
                        0.4,
                        50,
                        4 * (5_000 + 1_000),
                        4 * 2_000,
                        3,
                        0.25,
                        1,
                        1e-6,
                        9e-5,
                        1e-7,
                        0));
        assertThat(core.commands(Command.ReleaseJob.class)).isEqualTo(List.of(new Command.ReleaseJob(job, true)));
    }

    @Test
    void a_chunk_that_waited_at_its_worker_while_that_computed_another_was_not_under_way() {
        core.join("a");
        JobId job = core.submit(1_000, 50, 20);
        Command.SendChunk first = core.sent().get(0);
        Command.SendChunk second = core.sent().get(1);
        for (Command.SendChunk sent : List.of(first, second)) {
            core.pass(Duration.ofMillis(20));
            core.happens(new Event.TaskStarted(sent.worker(), sent.task()));
            core.pass(Duration.ofMillis(300));
            core.happens(new Event.TaskComputed(sent.worker(), sent.task(), 300));
        }
        for (Command.SendChunk sent : List.of(first, second)) {
            core.pass(Duration.ofMillis(1));
            core.happens(new Event.ChunkReturned(sent.worker(), sent.task()));
            core.happens(new Event.ChunkChecked(sent.task(), TestCore.PASSED));
        }
        core.happens(new Event.ChunksStored(List.of(first.task(), second.task())));
        core.happens(new Event.ResultSealed(job));
        JobMetrics metrics = core.job(job).metrics();
        assertThat(metrics).isNotNull();
        assertThat(metrics.chunks()).isEqualTo(2);
        assertThat(metrics.transferMs()).isEqualTo(20.0 + 321 + 20 + 1);
    }

    @Test
    void when_a_job_began_is_told_once_with_the_first_thing_that_came_of_it() {
        core.join("a");
        JobId job = core.submit(100, 50, 20);
        Command.SendChunk sent = core.sent().getFirst();
        Fact.JobStarted began = new Fact.JobStarted(job, core.now());
        assertThat(core.facts(Fact.JobStarted.class)).isEmpty();
        core.pass(Duration.ofMillis(80));
        core.complete(sent);
        assertThat(core.facts(Fact.JobStarted.class)).containsExactly(began);
        core.happens(new Event.ResultSealed(job));
        assertThat(core.facts(Fact.JobStarted.class)).isEmpty();
    }

    @Test
    void a_job_that_ends_with_nothing_verified_began_all_the_same_and_one_that_waited_did_not() {
        JobId waited = core.submit(1, 1, 1);
        core.happens(new Event.CancelRequested(waited));
        assertThat(core.facts(Fact.JobStarted.class)).isEmpty();
        core.join("a");
        JobId job = core.submit(1, 1, 1);
        core.happens(new Event.CancelRequested(job));
        assertThat(core.facts(Fact.JobStarted.class)).containsExactly(new Fact.JobStarted(job, core.now()));
    }

    @Test
    void a_worker_is_not_credited_with_more_time_than_it_had() {
        WorkerId worker = core.join("a");
        core.submit(100, 50, 20);
        Command.SendChunk sent = core.sent().getFirst();
        core.pass(Duration.ofMillis(80));
        core.happens(new Event.TaskComputed(worker, sent.task(), 1e12));
        core.happens(new Event.ChunkReturned(worker, sent.task()));
        core.happens(new Event.ChunkChecked(sent.task(), TestCore.PASSED));
        core.happens(new Event.ChunksStored(List.of(sent.task())));
        assertThat(core.facts(Fact.WorkerCredited.class))
                .singleElement()
                .satisfies(credit -> assertThat(credit.computeMs()).isEqualTo(80));
    }

    @Test
    void a_job_cancelled_while_its_result_is_completed_stays_cancelled() {
        core.join("a");
        JobId job = core.submit(1, 1, 1);
        core.complete(core.sent().getFirst());
        assertThat(core.job(job).state()).isEqualTo(JobState.SEALING);
        core.happens(new Event.CancelRequested(job));
        core.happens(new Event.ResultSealed(job));
        assertThat(core.facts(Fact.JobFinished.class)).isEmpty();
        assertThat(core.job(job).state()).isEqualTo(JobState.CANCELLED);
    }
}
