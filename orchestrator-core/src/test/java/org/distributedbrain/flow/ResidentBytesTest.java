package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.OperandRef;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many bytes of an operand on the grid travel for one job after another, when the whole flow runs. */
class ResidentBytesTest {
    private static final OperandId WEIGHTS = new OperandId("b".repeat(64));
    private static final Duration TRANSFER = Duration.ofMillis(3);

    private record Due(Instant at, long order, Event event) {}

    private final Orchestration core = new Orchestration(FlowLimits.DEFAULT, 1);
    private final PriorityQueue<Due> future =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private final Map<WorkerId, Instant> freeAt = new HashMap<>();
    private final Map<WorkerId, Double> speeds = new HashMap<>();
    private final Map<WorkerId, Set<BlockId>> held = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long order;
    private long jobs;
    private long bytesOfB;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 20})
    void the_second_job_with_the_same_b_sends_none_of_it(int workers) {
        join(workers, 0);
        run(1024, 1024, 1024);
        assertThat(bytesOfB).isPositive();
        assertThat(run(1024, 1024, 1024)).as("the same again").isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 8})
    void workers_of_different_speeds_keep_what_they_have(int workers) {
        join(workers, 0.5);
        run(1024, 1024, 1024);
        run(1024, 1024, 1024);
        assertThat(run(1024, 1024, 1024)).as("the third job").isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void another_a_of_another_height_needs_none_of_b_either(int workers) {
        join(workers, 0);
        run(1024, 1024, 1024);
        assertThat(run(700, 1024, 1024)).isZero();
    }

    @Test
    void a_removed_operand_is_let_go_by_every_worker_that_held_it() {
        join(3, 0);
        run(512, 512, 512);
        assertThat(core.holders()).containsEntry(WEIGHTS, 3);
        happens(new Event.OperandRemoved(WEIGHTS));
        assertThat(core.holders()).isEmpty();
        assertThat(held.values()).allSatisfy(blocks -> assertThat(blocks).isEmpty());
        assertThat(core.violations()).isEmpty();
    }

    @Test
    void what_a_running_job_still_needs_of_a_removed_operand_goes_when_it_has_ended() {
        join(2, 0);
        submit(512, 512, 512);
        happens(new Event.OperandRemoved(WEIGHTS));
        finish();
        assertThat(core.jobs().getFirst().metrics()).isNotNull();
        assertThat(held.values()).allSatisfy(blocks -> assertThat(blocks).isEmpty());
    }

    private void join(int workers, double spread) {
        for (int i = 0; i < workers; i++) {
            WorkerId worker = new WorkerId("w" + i);
            speeds.put(worker, 5e9 * (1 + spread * i / workers));
            happens(new Event.WorkerJoined(TestCore.profile(worker.value(), 1L << 30, 1L << 33, "matmul")));
        }
    }

    /** Runs a job with the operand as its B and returns how many bytes of that were sent. */
    private long run(int m, int k, int n) {
        long before = bytesOfB;
        submit(m, k, n);
        finish();
        assertThat(core.jobs()).allSatisfy(job -> assertThat(job.metrics()).isNotNull());
        return bytesOfB - before;
    }

    private void submit(int m, int k, int n) {
        JobId id = new JobId(new UUID(0, ++jobs).toString());
        MatmulSize size = new MatmulSize(m, k, n);
        happens(new Event.JobSubmitted(new Job(
                id,
                size,
                new MatmulSource.Synthetic(size, 7),
                OperandRef.own(id, Operand.A),
                new OperandRef(WEIGHTS, true),
                JobOptions.DEFAULT,
                "resident",
                List.of(),
                now,
                null)));
    }

    private void finish() {
        while (!future.isEmpty()) {
            Due due = future.remove();
            now = due.at();
            happens(due.event());
        }
    }

    private void happens(Event event) {
        for (Command command : core.step(event, now).commands()) {
            switch (command) {
                case Command.SendChunk send -> compute(send);
                case Command.ReleaseOperands release -> held(release.worker()).removeAll(release.blocks());
                case Command.CheckChunk check ->
                    happens(new Event.ChunkChecked(check.task(), new Verdict.Passed(new Evidence(3, 0.1, 0, null))));
                case Command.StoreChunk store -> happens(new Event.ChunksStored(List.of(store.task())));
                case Command.SealResult seal ->
                    happens(new Event.ResultSealed(seal.job().id()));
                default -> {}
            }
        }
    }

    private Set<BlockId> held(WorkerId worker) {
        return held.computeIfAbsent(worker, w -> new HashSet<>());
    }

    private void compute(Command.SendChunk send) {
        for (OperandBlock block : send.missing()) {
            bytesOfB += block.operand() == Operand.B ? block.bytes() : 0;
            assertThat(held(send.worker()).add(block.id()))
                    .as("a block travels once")
                    .isTrue();
        }
        Instant arrived = now.plus(TRANSFER);
        Instant free = freeAt.getOrDefault(send.worker(), now);
        Instant start = free.isAfter(arrived) ? free : arrived;
        Instant end =
                start.plusNanos((long) (1e9 * send.chunk().operations() / speeds.getOrDefault(send.worker(), 1e9)));
        freeAt.put(send.worker(), end);
        future.add(new Due(
                end,
                order++,
                new Event.TaskComputed(
                        send.worker(), send.task(), Duration.between(start, end).toNanos() / 1e6)));
        future.add(new Due(end, order++, new Event.ChunkReturned(send.worker(), send.task())));
    }
}
