package org.distributedbrain.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.OperandBlock;
import org.jspecify.annotations.Nullable;

/**
 * Stage 3: hands ready chunks to workers with room. Whose turn it is among the workers is in {@link Openings}, among the jobs in {@link Sharing},
 * and which chunk it is in {@link Choice}.
 */
final class Dispatch {

    private Dispatch() {}

    static void handOut(CoreState state, Decisions out) {
        boolean news = state.fleet.open.isNews();
        if (state.storeFailing == null) {
            while (!state.sharing.isEmpty()) {
                WorkerRecord worker = state.fleet.open.poll();
                if (worker == null) {
                    break;
                }
                if (offer(state, worker, out)) {
                    state.fleet.open.add(worker);
                }
            }
        }
        state.fleet.open.clear();
        Stragglers.duplicate(state, out);
        if (news) {
            state.sharing.inTurn().forEach(job -> Waiting.explain(state, job));
        }
    }

    /** One chunk, of the first job that has one for the worker. */
    private static boolean offer(CoreState state, WorkerRecord worker, Decisions out) {
        if (worker.rests(out.now())) {
            return false;
        }
        for (JobRecord job : state.sharing.inTurn()) {
            ChunkRecord chunk = chunkFor(state, worker, job, out.now());
            if (chunk != null) {
                job.ready.remove(chunk);
                state.sharing.served(job, chunk.chunk.operations());
                lease(state, chunk, worker, out);
                return true;
            }
        }
        return false;
    }

    private static @Nullable ChunkRecord chunkFor(CoreState state, WorkerRecord worker, JobRecord job, Instant now) {
        return job.room.isAt(worker.profile)
                        && Quarantines.mayWork(state, worker, job, now)
                        && worker.leases.size() < Window.of(state, worker, job)
                ? Choice.next(state, job, worker, now)
                : null;
    }

    /** Gives the chunk to the worker. */
    static void lease(CoreState state, ChunkRecord record, WorkerRecord worker, Decisions out) {
        JobRecord job = record.job;
        Chunk chunk = record.chunk;
        Eviction.makeRoom(state, worker, chunk, out);
        List<OperandBlock> lacking = missing(worker, chunk);
        List<GeneratedBlock> generated = Generation.of(job.job, worker.profile, lacking);
        List<OperandBlock> missing = generated.isEmpty() ? lacking : List.of();
        long bytes = missing.stream().mapToLong(OperandBlock::bytes).sum();
        Lease lease = new Lease(state.nextTask(), record, worker.profile.id(), out.now(), bytes);
        state.leases.put(lease.task, lease);
        if (worker.isQuarantined()) {
            worker.trial = lease.task;
        }
        record.leases.add(lease);
        state.fleet.lease(worker, lease);
        if (record.state == ChunkState.READY) {
            record.state = state.chunkTransitions.take(record.state, ChunkState.LEASED, record);
        }
        Replicas.handedOut(state, record, worker, out);
        job.tally.sent(lease.bytesOut);
        if (job.state == JobState.QUEUED) {
            job.state = state.jobTransitions.take(job.state, JobState.RUNNING, job);
            job.startedAt = out.now();
            job.changed();
        }
        Waiting.tell(job, null);
        Faults.handedOut(state, record, lease.worker, out);
        state.story.add(out.now(), chunk.id(), lease.worker, "handed out as a task");
        out.command(new Command.SendChunk(lease.worker, lease.task, chunk, job.job.source(), missing, generated));
    }

    private static List<OperandBlock> missing(WorkerRecord worker, Chunk chunk) {
        List<OperandBlock> missing = new ArrayList<>(2);
        for (OperandBlock block : chunk.operands()) {
            if (!worker.holding.holds(block.id())) {
                missing.add(block);
            }
        }
        return missing;
    }
}
