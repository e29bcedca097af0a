package org.distributedbrain.flow;

import java.time.Instant;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.WorkerId;

/** Stage 6: no value enters a result unless it was checked, or its requestor wanted no check. */
final class Verify {
    /** What is known of a result that nobody looked at: nothing. */
    private static final Evidence UNCHECKED = new Evidence(0, 0, 0, null);

    private Verify() {}

    /** All bytes of a result are here. */
    static void returned(CoreState state, WorkerId id, TaskId task, Decisions out) {
        Monitor.heard(state, id, out);
        Lease lease = Recover.outstanding(state, id, task);
        if (lease == null) {
            Recover.lateResult(state, id, task, out);
            if (!state.leases.containsKey(task)) { // else the first copy's values are being checked: they stay
                out.command(new Command.DropReturn(task));
            }
            out.command(new Command.RejectResult(
                    id, task, "late", "The chunk was finished elsewhere, or is not wanted any more."));
            return;
        }
        Chunk chunk = lease.chunk.chunk;
        lease.returnedAt = out.now();
        if (lease.chunk.state != ChunkState.CHECKING) { // else another attempt's values are being checked, too
            lease.chunk.state = state.chunkTransitions.take(lease.chunk.state, ChunkState.CHECKING, lease.chunk);
        }
        lease.chunk.job.tally.received(chunk.resultBytes());
        WorkerRecord worker = state.fleet.worker(id);
        if (worker != null) {
            worker.overdueInARow = 0;
            worker.restUntil = Instant.MIN;
            lease.transferMs += worker.waits.returned(lease.computedAt, out.now());
            Measure.returned(state, worker, lease);
        }
        Attempts.endAtWorker(state, lease, out);
        state.story.add(out.now(), chunk.id(), id, "returned a result");
        switch (lease.chunk.job.job.options().verification().method()) {
            case SPOT, QUORUM -> out.command(new Command.DigestChunk(task, chunk));
            case FREIVALDS, CPU -> out.command(new Command.CheckChunk(task, chunk));
            case NONE -> Aggregate.passed(state, lease, UNCHECKED, out);
        }
    }

    static void checked(CoreState state, TaskId task, Verdict verdict, Decisions out) {
        Lease lease = state.leases.get(task);
        if (lease == null) {
            return; // the job ended meanwhile
        }
        lease.checkedAt = out.now();
        if (lease.chunk.job.job.options().verification().comparesWorkers()) {
            Consensus.judged(state, lease, verdict, out);
            return;
        }
        switch (verdict) {
            case Verdict.Passed passed -> {
                lease.provenOperations = passed.operations();
                Aggregate.passed(state, lease, passed.evidence(), out);
            }
            case Verdict.Wrong wrong -> Recover.wrongResult(state, lease, wrong.message(), out);
        }
    }
}
