package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;
import org.junit.jupiter.api.Test;

/** Jobs that run at the same time, beside each other on one worker. */
class SharingTest {
    private final TestCore core = new TestCore();
    private final Map<JobId, Integer> handedOut = new HashMap<>();

    private JobId submit(Priority priority) {
        return core.submit(1_000_000, 400, 300, new JobOptions(Partition.ROWS, priority, Verification.FREIVALDS));
    }

    /** The worker does its oldest task over and over; what it gets for it is counted. */
    private void work(Command.SendChunk first, int tasks) {
        Command.SendChunk next = first;
        for (int i = 0; i < tasks; i++) {
            core.happens(new Event.ChunkReturned(next.worker(), next.task()));
            next = core.sent().getFirst();
            handedOut.merge(next.chunk().id().job(), 1, Integer::sum);
        }
    }

    @Test
    void jobs_share_a_worker_in_proportion_to_their_weights() {
        JobId low = submit(Priority.LOW);
        JobId normal = submit(Priority.NORMAL);
        core.join("a");
        work(core.sent().getLast(), 10);
        assertThat(handedOut.get(normal)).isBetween(7, 9);
        assertThat(handedOut.get(low)).isBetween(1, 3);
    }

    @Test
    void a_newcomer_gets_its_share_and_no_more_for_what_others_had_before() {
        JobId old = submit(Priority.NORMAL);
        core.join("a");
        work(core.sent().getLast(), 6);
        handedOut.clear();
        JobId young = submit(Priority.NORMAL);
        core.happens(new Event.WorkerJoined(TestCore.profile("b", TestCore.PLENTY, TestCore.PLENTY, "matmul")));
        work(core.sent().getLast(), 6);
        assertThat(handedOut.get(young)).isBetween(2, 4);
        assertThat(handedOut.get(old)).isBetween(2, 4);
    }

    @Test
    void a_cancelled_jobs_worker_is_free_at_once() {
        JobId first = submit(Priority.HIGH);
        core.join("a");
        JobId second = submit(Priority.LOW);
        assertThat(core.sent()).isEmpty();
        core.happens(new Event.CancelRequested(first));
        assertThat(core.sent())
                .hasSize(TestCore.WINDOW)
                .allMatch(sent -> sent.chunk().id().job().equals(second));
    }
}
