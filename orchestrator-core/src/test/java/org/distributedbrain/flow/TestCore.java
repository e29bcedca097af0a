package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.Verification;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/** The core on a clock that a test moves by hand; it shows what the last step led to. */
final class TestCore {
    static final long PLENTY = 1L << 40;
    static final int WINDOW = 2;
    static final JobOptions BANDS = new JobOptions(Partition.ROWS, Priority.NORMAL, Verification.FREIVALDS);
    static final Verdict PASSED = new Verdict.Passed(new Evidence(3, 0.25, 1, 1e-6, 9e-5, 1e-7));

    private final Orchestration core;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Step last = new Step(List.of(), List.of());
    private long jobs;

    /** With short windows. */
    TestCore() {
        this(new FlowLimits(WINDOW, Duration.ofSeconds(30), 6, 1_000));
    }

    TestCore(FlowLimits limits) {
        core = new Orchestration(limits, 1);
    }

    Instant now() {
        return now;
    }

    void happens(Event event) {
        last = core.step(event, now);
        List<String> violations = core.violations();
        if (!violations.isEmpty()) {
            throw new AssertionError("after " + event + ": " + violations);
        }
    }

    /** Time passes without a word from anybody. */
    void pass(Duration time) {
        now = now.plus(time);
        happens(new Event.ClockTicked());
    }

    WorkerId join(String name) {
        return join(name, PLENTY, PLENTY, "matmul");
    }

    WorkerId join(String name, long maxBlockBytes, long memoryBytes, String kernel) {
        happens(new Event.WorkerJoined(profile(name, maxBlockBytes, memoryBytes, kernel)));
        return new WorkerId(name);
    }

    static WorkerProfile profile(String name, long maxBlockBytes, long memoryBytes, String kernel) {
        return new WorkerProfile(
                new WorkerId(name),
                name,
                "phone",
                "wasm",
                "device",
                Set.of(kernel),
                maxBlockBytes,
                memoryBytes,
                "127.0.0.1");
    }

    /** With plenty of room, of which this much is known from before. */
    static WorkerProfile known(String name, @Nullable Pace pace, Standing standing) {
        return known(name, pace, standing, Capabilities.UNTOLD);
    }

    /** The same, with what it tells of its device. */
    static WorkerProfile known(String name, @Nullable Pace pace, Standing standing, Capabilities told) {
        WorkerProfile plain = profile(name, PLENTY, PLENTY, "matmul");
        return new WorkerProfile(
                plain.id(),
                plain.name(),
                plain.deviceKind(),
                plain.engine(),
                plain.device(),
                plain.kernels(),
                plain.maxBlockBytes(),
                plain.memoryBytes(),
                plain.cacheBytes(),
                plain.generators(),
                plain.address(),
                pace,
                standing,
                told);
    }

    /** A job in bands of rows: so small ones are cut in a way that a test can foresee. */
    JobId submit(int rowsA, int colsA, int colsB) {
        return submit(rowsA, colsA, colsB, BANDS);
    }

    JobId submit(int rowsA, int colsA, int colsB, JobOptions options) {
        JobId id = new JobId(new UUID(0, ++jobs).toString());
        happens(new Event.JobSubmitted(
                TestJobs.job(id, new MatmulSize(rowsA, colsA, colsB), options, "test", List.of(), now)));
        return id;
    }

    /** The worker returns the task, which is found right and stored. */
    void complete(Command.SendChunk sent) {
        happens(new Event.TaskComputed(sent.worker(), sent.task(), 0));
        happens(new Event.ChunkReturned(sent.worker(), sent.task()));
        happens(new Event.ChunkChecked(sent.task(), PASSED));
        happens(new Event.ChunksStored(List.of(sent.task())));
    }

    void fail(Command.SendChunk sent) {
        happens(new Event.TaskFailed(sent.worker(), sent.task(), "out_of_memory"));
    }

    /** The chunks that the last step handed out. */
    List<Command.SendChunk> sent() {
        return commands(Command.SendChunk.class);
    }

    <C extends Command> List<C> commands(Class<C> kind) {
        return last.commands().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <F extends Fact> List<F> facts(Class<F> kind) {
        return last.facts().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<TaskId> cancelled() {
        return commands(Command.CancelTask.class).stream()
                .map(Command.CancelTask::task)
                .toList();
    }

    JobView job(JobId id) {
        return core.jobs().stream()
                .filter(job -> job.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Orchestration orchestration() {
        return core;
    }
}
