package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.TileGrid;
import org.junit.jupiter.api.Test;

/** Jobs whose inner side is split are admitted when there is room for the parts of their result, and not before. */
class PartsTest {
    private static final JobId JOB = new JobId("00000000-0000-0000-0000-000000000001");

    private final CoreState state = new CoreState(FlowLimits.DEFAULT, 1, new SplittableRandom(1));
    private final Decisions out = new Decisions(state, Instant.EPOCH);

    PartsTest() {
        state.planned.put(
                JOB,
                new Fact.JobAccepted(
                        TestJobs.job(JOB, new MatmulSize(8, 9, 10), "test", List.of(), Instant.EPOCH),
                        new TileGrid(2, 2, 3),
                        null));
    }

    @Test
    void a_job_is_admitted_when_there_is_room() {
        Receive.reserved(state, JOB, out);
        Receive.reserved(state, JOB, out);
        assertThat(out.step().facts()).singleElement().isInstanceOf(Fact.JobAccepted.class);
        assertThat(out.step().commands()).containsExactly(new Command.ConfirmJob(JOB));
        assertThat(state.job(JOB).chunks).hasSize(12);
    }

    @Test
    void a_job_is_refused_when_there_is_none() {
        Receive.notReserved(state, JOB, "The disk is full.", out);
        assertThat(out.step().facts()).isEmpty();
        assertThat(out.step().commands()).containsExactly(new Command.RefuseJob(JOB, "The disk is full."));
        assertThat(state.planned).isEmpty();
    }
}
