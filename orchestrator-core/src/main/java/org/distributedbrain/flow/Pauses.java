package org.distributedbrain.flow;

import java.util.List;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.WorkerId;

/** Workers whose owners want no work for a while. Nothing of it counts against a worker. */
final class Pauses {
    private Pauses() {}

    /** What the worker has goes to others at once, and it gets nothing new; what it returned before is welcome. */
    static void begun(CoreState state, WorkerId id, Decisions out) {
        Monitor.heard(state, id, out);
        WorkerRecord worker = state.fleet.worker(id);
        if (worker == null || worker.isPaused()) {
            return;
        }
        worker.pause(true);
        state.story.add(out.now(), null, id, "was paused by its owner");
        // Backwards, so that the oldest of them is at the front of the queue in the end.
        for (Lease lease : List.copyOf(worker.leases.values()).reversed()) {
            Attempts.endAtWorker(state, lease, out);
            Attempts.putBack(state, lease, Outcome.CANCELLED, out);
            out.command(new Command.CancelTask(lease.worker, lease.task));
        }
        state.fleet.reordered();
    }

    static void ended(CoreState state, WorkerId id, Decisions out) {
        Monitor.heard(state, id, out);
        WorkerRecord worker = state.fleet.worker(id);
        if (worker != null && worker.isPaused()) {
            worker.pause(false);
            state.story.add(out.now(), null, id, "goes on after a pause");
            state.fleet.reordered();
        }
    }
}
