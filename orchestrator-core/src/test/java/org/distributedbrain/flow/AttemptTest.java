package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;

/** What every attempt at a chunk leaves behind, however it ends. */
class AttemptTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final TestCore core = new TestCore();
    private final Instant start = core.now();

    private Attempt ended() {
        return core.facts(Fact.AttemptEnded.class).getFirst().attempt();
    }

    @Test
    void a_verified_attempt_has_every_stamp() {
        core.submit(1, 8, 8);
        core.pass(SECOND);
        core.join("Ada");
        Command.SendChunk sent = core.sent().getFirst();
        core.pass(SECOND);
        core.happens(new Event.TaskStarted(sent.worker(), sent.task()));
        core.pass(SECOND);
        core.happens(new Event.TaskComputed(sent.worker(), sent.task(), 900));
        core.pass(SECOND);
        core.happens(new Event.ChunkReturned(sent.worker(), sent.task()));
        core.pass(SECOND);
        core.happens(new Event.ChunkChecked(sent.task(), TestCore.PASSED));
        core.pass(SECOND);
        core.happens(new Event.ChunksStored(List.of(sent.task())));
        assertThat(ended())
                .isEqualTo(new Attempt(
                        sent.task(),
                        sent.chunk().id(),
                        sent.worker(),
                        start,
                        start.plusSeconds(1),
                        start.plusSeconds(2),
                        start.plusSeconds(3),
                        start.plusSeconds(4),
                        start.plusSeconds(5),
                        start.plusSeconds(6),
                        Attempt.Outcome.VERIFIED,
                        4 * (8 + 64),
                        4 * 8,
                        900));
    }

    @Test
    void a_chunk_that_was_put_back_is_ready_since_then() {
        WorkerId ada = core.join("Ada");
        core.submit(1, 8, 8);
        core.pass(SECOND);
        core.happens(new Event.WorkerLeft(ada, false, "gone"));
        assertThat(ended().outcome()).isEqualTo(Attempt.Outcome.LOST);
        assertThat(ended().readyAt()).isEqualTo(start);
        assertThat(ended().startedAt()).isNull();
        assertThat(ended().bytesIn()).isZero();
        core.pass(SECOND);
        core.join("Bob");
        Command.SendChunk again = core.sent().getFirst();
        core.complete(again);
        assertThat(ended().readyAt()).isEqualTo(start.plusSeconds(1));
        assertThat(ended().sentAt()).isEqualTo(start.plusSeconds(2));
    }

    @Test
    void failed_wrong_and_cancelled_attempts_say_so() {
        core.join("Ada");
        core.join("Bob");
        core.join("Cleo");
        JobId job = core.submit(1, 8, 8);
        core.fail(core.sent().getFirst());
        assertThat(ended().outcome()).isEqualTo(Attempt.Outcome.FAILED);
        Command.SendChunk second = core.sent().getFirst();
        core.happens(new Event.TaskComputed(second.worker(), second.task(), 0));
        core.happens(new Event.ChunkReturned(second.worker(), second.task()));
        core.happens(new Event.ChunkChecked(second.task(), new Verdict.Wrong("row 0 is off")));
        assertThat(ended().outcome()).isEqualTo(Attempt.Outcome.WRONG);
        assertThat(ended().checkedAt()).isEqualTo(core.now());
        core.happens(new Event.CancelRequested(job));
        assertThat(ended().outcome()).isEqualTo(Attempt.Outcome.CANCELLED);
    }
}
