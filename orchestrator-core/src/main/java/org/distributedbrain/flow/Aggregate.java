package org.distributedbrain.flow;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.Verification;
import org.jspecify.annotations.Nullable;

/** Stage 7: verified chunks become the result; when the last one is durable the job is done. */
final class Aggregate {
    private Aggregate() {}

    static void passed(CoreState state, Lease lease, Evidence evidence, Decisions out) {
        lease.evidence = evidence;
        lease.chunk.state = state.chunkTransitions.take(lease.chunk.state, ChunkState.STORING, lease.chunk);
        Attempts.supersedeOthers(state, lease, out);
        out.command(new Command.StoreChunk(lease.task, lease.chunk.chunk));
    }

    /** The values of these chunks are in the result file and on disk: now, and not before, their facts may say so. */
    static void stored(CoreState state, List<TaskId> tasks, Decisions out) {
        tasks.forEach(task -> stored(state, task, out));
    }

    private static void stored(CoreState state, TaskId task, Decisions out) {
        Lease lease = state.leases.get(task);
        if (lease == null || lease.evidence == null) {
            return; // the job ended meanwhile
        }
        JobRecord job = lease.chunk.job;
        Chunk chunk = lease.chunk.chunk;
        Instant now = out.now();
        lease.end(state, Outcome.VERIFIED, out);
        WorkerRecord worker = state.fleet.worker(lease.worker);
        if (worker != null) {
            state.fleet.open.add(worker); // it is proven now
        }
        job.tellStart(out);
        out.fact(new Fact.ChunkVerified(
                chunk,
                lease.worker,
                lease.computeMs,
                lease.transferMs,
                lease.operations(),
                lease.agreed,
                lease.evidence,
                now));
        if (lease.chunk.unprovenBy != null) {
            Reputation.vouched(state, lease, out);
        } else if (!job.job.options().verification().equals(Verification.NONE)) {
            Reputation.agreed(state, lease.worker, lease.computeMs, lease.operations(), lease.sentAt, out);
        } else if (worker != null) { // what nobody looked at proves nothing
            worker.failuresInARow = 0;
        }
        out.command(new Command.DropReturn(task));
        out.command(new Command.AcceptResult(lease.worker, task));
        for (Lease witness : lease.witnesses) {
            Reputation.agreed(state, witness.worker, witness.computeMs, lease.operations(), witness.sentAt, out);
            out.command(new Command.AcceptResult(witness.worker, witness.task));
        }
        Eviction.unuse(state, chunk, out);
        if (lease.chunk.unprovenBy != null && state.standings.of(lease.worker).isQuarantined()) {
            Consensus.doubt(state, lease.chunk, out);
        }
        sealIfComplete(state, job, out);
    }

    static void sealIfComplete(CoreState state, JobRecord job, Decisions out) {
        if (job.verified == job.chunks.size()) {
            job.state = state.jobTransitions.take(job.state, JobState.SEALING, job);
            job.changed();
            out.command(new Command.SealResult(job.job));
        }
    }

    /** Nothing more of the job is handed out while the disk does not take its result, for this {@code reason}; null: it does again. */
    static void pause(CoreState state, JobId id, @Nullable String reason) {
        JobRecord job = state.job(id);
        if (job != null) {
            Waiting.hold(state, job, reason);
        }
    }

    static void sealed(CoreState state, JobId id, @Nullable Double maxError, Decisions out) {
        JobRecord job = state.job(id);
        if (job == null) {
            return; // cancelled while it was being sealed
        }
        job.tally.summed(maxError);
        job.tellStart(out);
        Instant startedAt = job.startedAt == null ? job.job.submittedAt() : job.startedAt;
        out.fact(new Fact.JobFinished(
                id, job.tally.metrics(job.job, job.chunks.size(), startedAt, out.now()), out.now()));
        Measure.ended(state, job, out);
        out.command(new Command.ReleaseJob(id, true));
    }
}
