package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;

/** Jobs of an earlier run. */
class RestartTest {
    private static final JobId JOB = new JobId(new UUID(7, 7).toString());
    private static final TileGrid GRID = new TileGrid(2, 2, 2);

    private final TestCore core = new TestCore();

    private UnfinishedJob unfinished(int... verified) {
        Fact.JobAccepted accepted = new Fact.JobAccepted(
                TestJobs.job(JOB, new MatmulSize(8, 8, 8), "test", List.of("A note."), core.now()), GRID, null);
        List<UnfinishedJob.VerifiedChunk> chunks = Arrays.stream(verified)
                .mapToObj(index -> new UnfinishedJob.VerifiedChunk(
                        index, new WorkerId("earlier"), 5, 2, null, 0, new Evidence(3, 0.5, 1, 1e-6), core.now()))
                .toList();
        return new UnfinishedJob(JOB, accepted, chunks, verified.length == 0 ? null : core.now(), 1_000, 500);
    }

    private void restart(UnfinishedJob job) {
        core.happens(new Event.Restarted(List.of(job)));
    }

    @Test
    void a_job_waits_for_its_files_and_says_so_and_then_only_the_other_chunks_are_handed_out() {
        core.join("w");
        restart(unfinished(0, 3, 5));
        assertThat(core.facts(Fact.class)).isEmpty();
        assertThat(core.sent()).isEmpty();
        assertThat(core.job(JOB).waitingFor()).contains("operands are being opened");
        assertThat(core.job(JOB).chunksDone()).isEqualTo(3);
        assertThat(core.job(JOB).state()).isEqualTo(JobState.RUNNING);
        assertThat(core.commands(Command.ReopenJob.class))
                .singleElement()
                .satisfies(reopen -> assertThat(reopen.verified())
                        .extracting(chunk -> chunk.id().index())
                        .containsExactly(0, 3, 5));

        core.happens(new Event.JobReopened(JOB));
        assertThat(core.job(JOB).waitingFor()).isNull();
        List<Integer> handedOut = new ArrayList<>();
        List<Command.SendChunk> sent = List.copyOf(core.sent());
        while (!sent.isEmpty()) {
            List<Command.SendChunk> next = new ArrayList<>();
            for (Command.SendChunk task : sent) {
                handedOut.add(task.chunk().id().index());
                core.happens(new Event.TaskComputed(task.worker(), task.task(), 0));
                core.happens(new Event.ChunkReturned(task.worker(), task.task()));
                next.addAll(core.sent());
                core.happens(new Event.ChunkChecked(task.task(), TestCore.PASSED));
                core.happens(new Event.ChunksStored(List.of(task.task())));
                next.addAll(core.sent());
            }
            sent = next;
        }
        assertThat(handedOut).containsExactlyInAnyOrder(1, 2, 4, 6, 7);
        assertThat(core.commands(Command.SealResult.class)).hasSize(1);
        core.happens(new Event.ResultSealed(JOB));
        assertThat(core.facts(Fact.JobFinished.class)).singleElement().satisfies(done -> {
            assertThat(done.metrics().workersUsed()).isEqualTo(2);
            assertThat(done.metrics().rowsRecomputed()).isEqualTo(3 + 5);
            assertThat(done.metrics().bytesOut()).isGreaterThan(1_000);
            assertThat(done.metrics().bytesIn()).isEqualTo(500 + 5 * 4 * 4 * 4);
        });
    }

    @Test
    void a_job_whose_chunks_are_all_verified_is_sealed() {
        restart(unfinished(0, 1, 2, 3, 4, 5, 6, 7));
        core.happens(new Event.JobReopened(JOB));
        assertThat(core.commands(Command.SealResult.class)).hasSize(1);
    }

    @Test
    void a_result_that_was_lost_is_begun_afresh_after_that_is_a_fact_and_the_requestor_is_told() {
        core.join("w");
        restart(unfinished(0, 1));
        core.happens(new Event.ResultLost(JOB, "The disk was exchanged."));
        assertThat(core.facts(Fact.ResultLost.class))
                .singleElement()
                .satisfies(lost -> assertThat(lost.notes()).containsExactly("A note.", "The disk was exchanged."));
        assertThat(core.commands(Command.ReopenJob.class)).singleElement().satisfies(reopen -> {
            assertThat(reopen).isInstanceOf(Command.Promise.class);
            assertThat(reopen.verified()).isEmpty();
        });
        assertThat(core.sent()).isEmpty();
        core.happens(new Event.JobReopened(JOB));
        assertThat(core.sent()).isNotEmpty();
        assertThat(core.job(JOB).chunksDone()).isZero();
        assertThat(core.job(JOB).notes()).contains("The disk was exchanged.");
    }

    @Test
    void a_job_of_a_version_that_kept_no_source_has_failed_and_its_files_go() {
        restart(new UnfinishedJob(JOB, null, List.of(), null, 0, 0));
        assertThat(core.facts(Fact.JobFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains("submit it again"));
        assertThat(core.commands(Command.ReleaseJob.class)).containsExactly(new Command.ReleaseJob(JOB, false));
    }

    @Test
    void a_job_can_be_cancelled_while_its_files_are_being_opened() {
        restart(unfinished(0));
        core.happens(new Event.CancelRequested(JOB));
        assertThat(core.facts(Fact.JobCancelled.class)).hasSize(1);
        core.happens(new Event.JobReopened(JOB));
        core.happens(new Event.ResultLost(JOB, "too late"));
        assertThat(core.facts(Fact.class)).isEmpty();
    }
}
