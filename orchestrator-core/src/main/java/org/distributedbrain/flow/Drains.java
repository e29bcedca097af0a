package org.distributedbrain.flow;

import org.distributedbrain.job.WorkerId;

/** Workers that the operator takes off the grid: slowly, so that nothing is lost, or at once. Nothing of it counts against a worker. */
final class Drains {
    /** As docs/protocol.md §7 has it: the worker does not come back by itself. */
    private static final int CLOSE_REMOVED = 4006;

    private static final String REMOVED = "The operator took this device off the grid.";

    private Drains() {}

    /** It gets nothing new, now or when it comes back; what it has it finishes, and that counts as ever. */
    static void begun(CoreState state, WorkerId id, Decisions out) {
        if (state.fleet.drain(id, true)) {
            state.story.add(out.now(), null, id, "is drained by the operator");
        }
        out.command(new Command.ConfirmStanding(id));
    }

    /** It works again. */
    static void ended(CoreState state, WorkerId id, Decisions out) {
        if (state.fleet.drain(id, false)) {
            state.story.add(out.now(), null, id, "was resumed by the operator");
        }
        out.command(new Command.ConfirmStanding(id));
    }

    /** Its chunks go back to their queues, and its connection is closed. */
    static void removed(CoreState state, WorkerId id, Decisions out) {
        WorkerRecord worker = state.fleet.worker(id);
        if (worker != null) {
            Recover.workerGone(state, worker, null, "the operator removed it", out);
            out.command(new Command.CloseWorker(id, CLOSE_REMOVED, REMOVED));
        }
        out.command(new Command.ConfirmStanding(id));
    }
}
