package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.OperandRef;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many bytes travel for a job, when the whole flow runs with equal workers. */
class BytesSentTest {
    private static final double FLOPS = 5e9;
    private static final Duration TRANSFER = Duration.ofMillis(3);

    private static final OperandRef RESIDENT = new OperandRef(new OperandId("B"), true);

    private record Due(Instant at, long order, Event event) {}

    private final Orchestration core = new Orchestration(FlowLimits.DEFAULT, 1);
    private final PriorityQueue<Due> future =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private final Map<WorkerId, Instant> freeAt = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long order;
    private long jobs;
    private long released;
    private long bytesOut;
    private long bytesOfB;
    private long chunks;

    @ParameterizedTest
    @CsvSource({"1024", "2048", "4096"})
    void operands_and_result_are_within_a_tenth_of_the_least_for_equal_squares(int n) {
        for (int workers = 1; workers <= 32; workers++) {
            BytesSentTest grid = new BytesSentTest();
            MatmulSize size = new MatmulSize(n, n, n);
            long sent = grid.run(size, workers) + 4L * n * n;
            double ideal = 4 * (Math.sqrt(workers) * 2.0 * n * n + (double) n * n);
            if (Boolean.getBoolean("bytes.tell")) {
                System.out.printf("%d, %d workers: %.3f, %d chunks%n", n, workers, sent / ideal, grid.chunks);
            }
            assertThat(sent / ideal).as(workers + " workers, " + n).isLessThan(1.1);
        }
    }

    @Test
    void an_operand_that_is_taken_off_the_grid_is_taken_from_the_workers() {
        run(new MatmulSize(512, 512, 512), 3);
        bytesOfB = 0;
        submit(new MatmulSize(512, 512, 512), RESIDENT);
        long before = released;
        happens(new Event.OperandRemoved(RESIDENT.id()));
        assertThat(released).isGreaterThan(before);
        assertThat(core.violations()).isEmpty();
        long first = bytesOfB;
        submit(new MatmulSize(512, 512, 512), RESIDENT);
        assertThat(bytesOfB).isEqualTo(2 * first);
    }

    private long run(MatmulSize size, int workers) {
        for (int i = 0; i < workers; i++) {
            happens(new Event.WorkerJoined(TestCore.profile("w" + i, 1L << 30, 1L << 33, "matmul")));
        }
        submit(size, OperandRef.own(new JobId(new UUID(0, 1).toString()), Operand.B));
        assertThat(core.jobs().getFirst().metrics().bytesOut()).isEqualTo(bytesOut);
        return bytesOut;
    }

    private void submit(MatmulSize size, OperandRef b) {
        Job own = TestJobs.job(new JobId(new UUID(0, ++jobs).toString()), size, "bytes", List.of(), now);
        happens(new Event.JobSubmitted(
                new Job(own.id(), size, own.source(), own.a(), b, own.options(), "bytes", List.of(), now, null)));
        while (!future.isEmpty()) {
            Due due = future.remove();
            now = due.at();
            happens(due.event());
        }
        assertThat(core.jobs().getFirst().metrics()).isNotNull();
    }

    private void happens(Event event) {
        for (Command command : core.step(event, now).commands()) {
            switch (command) {
                case Command.SendChunk send -> compute(send);
                case Command.CheckChunk check ->
                    happens(new Event.ChunkChecked(check.task(), new Verdict.Passed(new Evidence(3, 0.1, 0, null))));
                case Command.StoreChunk store -> happens(new Event.ChunksStored(List.of(store.task())));
                case Command.SealResult seal ->
                    happens(new Event.ResultSealed(seal.job().id()));
                case Command.ReleaseOperands release ->
                    released += release.blocks().size();
                default -> {}
            }
        }
    }

    private void compute(Command.SendChunk send) {
        chunks++;
        bytesOfB += send.missing().stream()
                .filter(block -> block.operand() == Operand.B)
                .mapToLong(OperandBlock::bytes)
                .sum();
        bytesOut += send.missing().stream().mapToLong(OperandBlock::bytes).sum();
        Instant arrived = now.plus(TRANSFER);
        Instant free = freeAt.getOrDefault(send.worker(), now);
        Instant start = free.isAfter(arrived) ? free : arrived;
        Instant end = start.plusNanos((long) (1e9 * send.chunk().operations() / FLOPS));
        freeAt.put(send.worker(), end);
        double computeMs = 1e3 * send.chunk().operations() / FLOPS;
        future.add(new Due(start, order++, new Event.TaskStarted(send.worker(), send.task())));
        future.add(new Due(end, order++, new Event.TaskComputed(send.worker(), send.task(), computeMs)));
        future.add(new Due(end, order++, new Event.ChunkReturned(send.worker(), send.task())));
    }
}
