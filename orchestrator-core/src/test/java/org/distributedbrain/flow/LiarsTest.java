package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;
import org.junit.jupiter.api.Test;

/** Liars that come back under ever new names, beside an honest worker: what they may and may not bring about. */
class LiarsTest {
    private static final WorkerId HONEST = new WorkerId("honest");
    private static final JobId JOB = new JobId("00000000-0000-0000-0000-000000000001");

    private final Orchestration core = new Orchestration(FlowLimits.DEFAULT, 1);
    private final Deque<Command.SendChunk> atHonest = new ArrayDeque<>();
    private final List<Fact> facts = new ArrayList<>();
    private boolean lying = true;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void newcomers_that_lie_do_not_end_a_job_that_an_honest_worker_can_do() {
        join(HONEST);
        submit();
        for (int i = 0; i < 100; i++) {
            spoil(new WorkerId("liar" + i));
        }
        assertThat(facts).noneMatch(Fact.JobFailed.class::isInstance);

        while (!atHonest.isEmpty()) {
            honestReturns();
        }
        assertThat(facts).anyMatch(Fact.JobFinished.class::isInstance);
    }

    @Test
    void a_chunk_with_half_its_attempts_spent_is_kept_for_a_worker_with_a_verified_result() {
        join(HONEST);
        submit();
        honestReturns();
        for (int i = 0; i < 100; i++) {
            spoil(new WorkerId("liar" + i));
        }
        assertThat(wrong().values()).isNotEmpty().allMatch(times -> times <= FlowLimits.DEFAULT.attempts() / 2);
    }

    @Test
    void a_chunk_at_which_every_worker_fails_ends_its_job() {
        submit();
        for (int i = 0; i < 100 && facts.stream().noneMatch(Fact.JobFailed.class::isInstance); i++) {
            spoil(new WorkerId("liar" + i));
        }
        assertThat(facts)
                .filteredOn(Fact.JobFailed.class::isInstance)
                .singleElement()
                .satisfies(fact -> assertThat(((Fact.JobFailed) fact).reason())
                        .contains("failed 6 times (6 is the limit) and no other worker is connected to try it"));
    }

    /** How often each chunk was proven wrong. */
    private Map<ChunkId, Integer> wrong() {
        Map<ChunkId, Integer> wrong = new HashMap<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.FaultRecorded fault && fault.kind() == FaultKind.WRONG_RESULT) {
                wrong.merge(Objects.requireNonNull(fault.chunk()), 1, Integer::sum);
            }
        }
        return wrong;
    }

    /** A liar joins, gives wrong results for all it gets, and goes. */
    private void spoil(WorkerId liar) {
        join(liar);
        happens(new Event.WorkerLeft(liar, true, "left"));
    }

    private void join(WorkerId id) {
        happens(new Event.WorkerJoined(new WorkerProfile(
                id, id.value(), "unknown", "js", "", Set.of("matmul"), 1L << 40, 1L << 40, "127.0.0.1")));
    }

    private void submit() {
        happens(new Event.JobSubmitted(
                TestJobs.job(JOB, new MatmulSize(4_000, 400, 300), TestCore.BANDS, "a job", List.of(), now)));
    }

    private void honestReturns() {
        lying = false;
        happens(new Event.ChunkReturned(HONEST, atHonest.remove().task()));
        lying = true;
    }

    private void happens(Event event) {
        now = now.plusMillis(1);
        Step step = core.step(event, now);
        facts.addAll(step.facts());
        assertThat(core.violations()).isEmpty();
        step.commands().forEach(this::carryOut);
    }

    private void carryOut(Command command) {
        switch (command) {
            case Command.SendChunk send when send.worker().equals(HONEST) -> atHonest.add(send);
            case Command.SendChunk send -> {
                happens(new Event.ChunkReturned(send.worker(), send.task()));
            }
            case Command.CheckChunk check ->
                happens(new Event.ChunkChecked(
                        check.task(),
                        lying
                                ? new Verdict.Wrong("C[0, 0] is off")
                                : new Verdict.Passed(new Evidence(3, 0.1, 0, null))));
            case Command.StoreChunk store -> happens(new Event.ChunksStored(List.of(store.task())));
            case Command.SealResult seal ->
                happens(new Event.ResultSealed(seal.job().id()));
            default -> {}
        }
    }
}
