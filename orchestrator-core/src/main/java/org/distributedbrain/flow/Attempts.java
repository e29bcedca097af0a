package org.distributedbrain.flow;

import java.util.List;
import org.distributedbrain.job.Attempt.Outcome;

/** How attempts at a chunk end, and what that means for the chunk and the other attempts at it. */
final class Attempts {
    private Attempts() {}

    /** Frees the worker's place in its window. */
    static void endAtWorker(CoreState state, Lease lease, Decisions out) {
        WorkerRecord worker = state.fleet.worker(lease.worker);
        if (worker != null) {
            state.fleet.endLease(worker, lease);
            Eviction.keepCache(state, worker, out);
        }
    }

    /** The attempt came to nothing. Unless another is under way the chunk is to be handed out again. */
    static void putBack(CoreState state, Lease lease, Outcome outcome, Decisions out) {
        lease.end(state, outcome, out);
        ChunkRecord chunk = lease.chunk;
        ChunkState now = state(chunk);
        if (chunk.state != now) {
            chunk.state = state.chunkTransitions.take(chunk.state, now, chunk);
        }
        Replicas.ask(state, chunk, out);
        state.fleet.openAll();
    }

    private static ChunkState state(ChunkRecord chunk) {
        if (chunk.leases.isEmpty()) {
            return ChunkState.READY;
        }
        boolean returned = chunk.leases.stream().anyMatch(lease -> lease.returnedAt != null);
        return returned ? ChunkState.CHECKING : ChunkState.LEASED;
    }

    /** The values of this attempt are right: those of the others are not wanted any more, and nobody is to blame. */
    static void supersedeOthers(CoreState state, Lease winner, Decisions out) {
        for (Lease lease : List.copyOf(winner.chunk.leases)) {
            if (lease != winner) {
                callOff(state, lease, Outcome.SUPERSEDED, "Another worker was first.", out);
            }
        }
    }

    /** The result of this attempt is not wanted any more. */
    static void callOff(CoreState state, Lease lease, Outcome outcome, String why, Decisions out) {
        lease.end(state, outcome, out);
        if (lease.returnedAt == null) {
            out.command(new Command.CancelTask(lease.worker, lease.task));
            endAtWorker(state, lease, out);
        } else {
            out.command(new Command.DropReturn(lease.task));
            out.command(new Command.RejectResult(lease.worker, lease.task, "late", why));
            lease.witnesses.forEach(
                    witness -> out.command(new Command.RejectResult(witness.worker, witness.task, "late", why)));
        }
    }
}
