package org.distributedbrain.flow;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many chunks a second the pure core can hand out: one operation is one chunk's whole way (five events) and the dispatch decision that
 * follows, with 1,000 workers connected. The command is in docs/performance.md.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DispatchBenchmark {
    private static final int WORKERS = 1_000;
    private static final Verdict PASSED = new Verdict.Passed(new Evidence(3, 0.1, 0, null));

    private final Orchestration core = new Orchestration(FlowLimits.DEFAULT, 1);
    private final Deque<Command.SendChunk> atWorkers = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;
    private long jobs;

    @Setup
    public void connect() {
        for (int i = 0; i < WORKERS; i++) {
            WorkerId id = new WorkerId("w" + i);
            step(new Event.WorkerJoined(new WorkerProfile(
                    id, "w", "phone", "webgpu", "d", Set.of("matmul"), 1L << 30, 4L << 30, "127.0.0.1")));
        }
        submit();
    }

    private void submit() {
        JobId id = new JobId(new UUID(1, ++jobs).toString());
        step(new Event.JobSubmitted(
                TestJobs.job(id, new MatmulSize(100_000, 1_000, 1_000), "benchmark", List.of(), now)));
    }

    @Benchmark
    public Step oneChunkThereAndBack() {
        Command.SendChunk sent = atWorkers.pollFirst();
        if (sent == null) {
            submit();
            sent = atWorkers.removeFirst();
        }
        now = now.plusNanos(10_000);
        step(new Event.TaskStarted(sent.worker(), sent.task()));
        step(new Event.TaskComputed(sent.worker(), sent.task(), 1));
        step(new Event.ChunkReturned(sent.worker(), sent.task()));
        step(new Event.ChunkChecked(sent.task(), PASSED));
        return step(new Event.ChunksStored(List.of(sent.task())));
    }

    private Step step(Event event) {
        Step step = core.step(event, now);
        for (Command command : step.commands()) {
            switch (command) {
                case Command.SendChunk send -> atWorkers.addLast(send);
                case Command.SealResult seal ->
                    step(new Event.ResultSealed(seal.job().id()));
                default -> {}
            }
        }
        return step;
    }
}
