package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.WorkerProfile;
import org.jspecify.annotations.Nullable;

/**
 * Stage 3: hands ready chunks to workers with room. Jobs are served in the order they were admitted; idle workers come before those that
 * have a task already, and among equals the one that waited longest.
 */
final class Dispatch {
    /** What every task may take, whatever its size: a phone in a pocket wakes slowly. */
    private static final Duration ALLOWED = Duration.ofSeconds(60);

    /** The slowest link and the slowest device that are still waited for. */
    private static final double SLOWEST_BYTES_A_SECOND = 250e3;

    private static final double SLOWEST_OPERATIONS_A_SECOND = 100e6;

    /** Chunks that wait for a worker which has not failed at them do not hold up those behind them; so many are passed over. */
    static final int PASSED_OVER = 16;

    private Dispatch() {}

    static void handOut(CoreState state, Decisions out) {
        for (JobRecord job : state.jobs()) {
            if (!job.ready.isEmpty()) {
                handOut(state, job, out);
                explain(state, job);
            }
        }
    }

    private static void handOut(CoreState state, JobRecord job, Decisions out) {
        Iterator<ChunkRecord> ready = job.ready.iterator();
        int passedOver = 0;
        while (ready.hasNext() && state.storeFailing == null) {
            ChunkRecord chunk = ready.next();
            WorkerRecord worker = choose(state, chunk, out.now());
            if (worker != null) {
                ready.remove();
                lease(state, job, chunk, worker, out);
            } else if (chunk.avoid.isEmpty() || ++passedOver == PASSED_OVER) {
                return; // nobody has room for the others either
            }
        }
    }

    /** The best worker for the chunk, or null when none has room. Workers that failed at it are asked only when there is no other. */
    private static @Nullable WorkerRecord choose(CoreState state, ChunkRecord chunk, Instant now) {
        WorkerRecord secondChoice = null;
        boolean onlyProven = Trust.onlyProven(state, chunk, now);
        for (int tasks = 0; tasks < state.fleet.window(); tasks++) {
            for (WorkerRecord worker : state.fleet.withTasks(tasks)) {
                if (worker.restUntil.isAfter(now) || !fits(state, worker, chunk.chunk)) {
                    continue;
                }
                if (onlyProven && !Trust.proven(worker)) {
                    continue;
                }
                if (!chunk.avoid.contains(worker.profile.id())) {
                    return worker;
                }
                if (secondChoice == null) {
                    secondChoice = worker;
                }
            }
        }
        if (secondChoice == null) {
            return null;
        }
        return Trust.someoneIsLeft(state, chunk) ? null : secondChoice;
    }

    private static boolean fits(CoreState state, WorkerRecord worker, Chunk chunk) {
        return couldHold(worker, chunk)
                && (worker.leases.isEmpty() || bytesWith(state, worker, chunk) <= worker.profile.memoryBytes());
    }

    /** What the worker would hold with the chunk: blocks, and room for results. */
    private static long bytesWith(CoreState state, WorkerRecord worker, Chunk chunk) {
        long bytes = chunk.resultBytes() + missingBytes(missing(state, worker, chunk));
        for (Lease lease : worker.leases.values()) {
            bytes += lease.chunk.chunk.resultBytes();
        }
        return state.fleet.residency.bytesHeld(worker.profile.id()) + bytes;
    }

    /** A worker without tasks lets go what it holds for other chunks, oldest first, when there is no room; else two jobs could wait for each other. */
    private static void makeRoom(CoreState state, WorkerRecord worker, Chunk chunk, Decisions out) {
        List<BlockId> released = new ArrayList<>();
        for (OperandBlock block : state.fleet.residency.blocksAt(worker.profile.id())) {
            if (bytesWith(state, worker, chunk) <= worker.profile.memoryBytes()) {
                break;
            }
            if (!block.equals(chunk.a()) && !block.equals(chunk.b())) {
                state.fleet.residency.remove(worker.profile.id(), block);
                released.add(block.id());
            }
        }
        if (!released.isEmpty()) {
            out.command(new Command.ReleaseOperands(worker.profile.id(), released));
        }
    }

    /** Whether the worker has the kernel, and room for the chunk when it holds nothing else. */
    static boolean couldHold(WorkerRecord worker, Chunk chunk) {
        long limit = worker.profile.maxBlockBytes();
        return worker.profile.kernels().contains("matmul")
                && chunk.a().bytes() <= limit
                && chunk.b().bytes() <= limit
                && chunk.resultBytes() <= limit
                && chunk.a().bytes() + chunk.b().bytes() + chunk.resultBytes() <= worker.profile.memoryBytes();
    }

    private static void lease(CoreState state, JobRecord job, ChunkRecord chunk, WorkerRecord worker, Decisions out) {
        makeRoom(state, worker, chunk.chunk, out);
        List<OperandBlock> lacking = missing(state, worker, chunk.chunk);
        List<GeneratedBlock> generated = Generation.of(job.job, worker.profile, lacking);
        List<OperandBlock> missing = generated.isEmpty() ? lacking : List.of();
        Lease lease = new Lease(
                state.nextTask(),
                chunk,
                worker.profile.id(),
                out.now(),
                deadline(worker, chunk.chunk, missing, out.now()),
                missingBytes(missing));
        state.leases.put(lease.task, lease);
        state.fleet.lease(worker, lease);
        lacking.forEach(block -> state.fleet.residency.add(worker.profile.id(), block));
        chunk.state = state.chunkTransitions.take(chunk.state, ChunkState.LEASED, chunk);
        job.tally.sent(lease.bytesOut);
        if (job.state == JobState.QUEUED) {
            job.state = state.jobTransitions.take(job.state, JobState.RUNNING, job);
            job.startedAt = out.now();
            job.changed();
        }
        state.story.add(out.now(), chunk.chunk.id(), lease.worker, "handed out as a task");
        out.command(new Command.SendChunk(lease.worker, lease.task, chunk.chunk, missing, generated));
    }

    private static List<OperandBlock> missing(CoreState state, WorkerRecord worker, Chunk chunk) {
        List<OperandBlock> missing = new ArrayList<>(2);
        for (OperandBlock block : List.of(chunk.a(), chunk.b())) {
            if (!state.fleet.residency.holds(worker.profile.id(), block)) {
                missing.add(block);
            }
        }
        return missing;
    }

    private static long missingBytes(List<OperandBlock> missing) {
        return missing.stream().mapToLong(OperandBlock::bytes).sum();
    }

    /** A task waits for those before it, so its time begins when theirs ends at the latest. */
    private static Instant deadline(WorkerRecord worker, Chunk chunk, List<OperandBlock> missing, Instant now) {
        Instant from = now;
        for (Lease lease : worker.leases.values()) {
            from = lease.deadline.isAfter(from) ? lease.deadline : from;
        }
        double seconds = (missingBytes(missing) + chunk.resultBytes()) / SLOWEST_BYTES_A_SECOND
                + chunk.operations() / SLOWEST_OPERATIONS_A_SECOND;
        return from.plus(ALLOWED).plusMillis((long) (1e3 * seconds));
    }

    /** Tells the requestor why nothing moves, when nothing does. */
    private static void explain(CoreState state, JobRecord job) {
        String reason = null;
        boolean moving = job.ready.size() + job.verified < job.chunks.size();
        ChunkRecord next = job.ready.peekFirst();
        if (state.storeFailing != null) {
            reason = state.storeFailing;
        } else if (next != null && !moving) {
            reason = whyNobodyTakes(state, next.chunk);
        }
        if (!Objects.equals(reason, job.waitingFor)) {
            job.waitingFor = reason;
            job.changed();
        }
    }

    private static String whyNobodyTakes(CoreState state, Chunk chunk) {
        if (state.fleet.size() == 0) {
            return "No worker is connected: open the join link on a device, or start ./brain work with it.";
        }
        if (state.fleet.workers().stream().noneMatch(worker -> couldHold(worker, chunk))) {
            return "No connected worker can hold a chunk of this job: " + whatIsTooMuch(state, chunk)
                    + " Connect a device with more memory.";
        }
        return "Every worker is busy with other jobs.";
    }

    private static String whatIsTooMuch(CoreState state, Chunk chunk) {
        long block = Math.max(Math.max(chunk.a().bytes(), chunk.b().bytes()), chunk.resultBytes());
        long takes = most(state, WorkerProfile::maxBlockBytes);
        if (block > takes) {
            return "its largest block has " + size(block) + ", and the largest any of them takes has " + size(takes)
                    + ".";
        }
        return "it needs " + size(chunk.a().bytes() + chunk.b().bytes() + chunk.resultBytes())
                + " for its operands and result, and the most any of them holds is "
                + size(most(state, WorkerProfile::memoryBytes)) + ".";
    }

    private static long most(CoreState state, ToLongFunction<WorkerProfile> figure) {
        return state.fleet.workers().stream()
                .mapToLong(worker -> figure.applyAsLong(worker.profile))
                .max()
                .orElse(0);
    }

    private static String size(long bytes) {
        return bytes < (1 << 20) / 10
                ? (bytes + 1_023) / 1_024 + " KiB"
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }
}
