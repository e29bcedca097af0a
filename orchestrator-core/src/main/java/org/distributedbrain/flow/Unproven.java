package org.distributedbrain.flow;

import java.util.List;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.WorkerId;

/** What a worker has, or gave, that is not proven right: none of it counts any more when the worker is quarantined. */
final class Unproven {
    private static final String WHY = "This device is in quarantine: nothing of it counts that is not proven yet.";

    private Unproven() {}

    /** Drops it; its chunks are handed out again, the oldest first. What was verified stays, also while it is on its way to the disk. */
    static void drop(CoreState state, WorkerId id, Decisions out) {
        List<Lease> unproven = state.leases.values().stream()
                .filter(lease -> lease.worker.equals(id) && lease.evidence == null)
                .toList();
        for (Lease lease : unproven.reversed()) {
            boolean returned = lease.returnedAt != null;
            if (!returned) {
                Attempts.endAtWorker(state, lease, out);
                out.command(new Command.CancelTask(id, lease.task));
            } else {
                out.command(new Command.DropReturn(lease.task));
                out.command(new Command.RejectResult(id, lease.task, "late", WHY));
            }
            Attempts.putBack(state, lease, Outcome.DISTRUSTED, out);
            Consensus.decide(state, lease.chunk, out);
            String what = returned ? "its unchecked values were dropped; " : "its task was taken back; ";
            Faults.ofChunk(state, lease, FaultKind.QUARANTINED, what, "", out);
        }
        Consensus.distrust(state, id, out);
    }
}
