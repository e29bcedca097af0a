package org.distributedbrain.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;

/** Stage 4: follows workers and their tasks, and notices when one goes silent or is overdue. */
final class Monitor {
    private Monitor() {}

    static void joined(CoreState state, WorkerProfile profile, Decisions out) {
        WorkerRecord before = state.fleet.worker(profile.id());
        if (before != null) {
            Recover.workerGone(state, before, FaultKind.DISCONNECTED, out);
        }
        state.fleet.join(new WorkerRecord(profile, out.now()));
        state.story.add(out.now(), null, profile.id(), "joined");
        out.fact(new Fact.WorkerEnlisted(profile, out.now()));
    }

    static void heard(CoreState state, WorkerId id, Decisions out) {
        WorkerRecord worker = state.fleet.worker(id);
        if (worker != null) {
            worker.lastHeard = out.now();
        }
    }

    static void started(CoreState state, WorkerId id, TaskId task, Decisions out) {
        heard(state, id, out);
        WorkerRecord worker = state.fleet.worker(id);
        Lease lease = worker == null ? null : worker.leases.get(task);
        if (worker != null && lease != null && lease.startedAt == null && lease.computedAt == null) {
            lease.startedAt = out.now();
            worker.changed();
        }
    }

    static void computed(CoreState state, WorkerId id, TaskId task, double computeMs, Decisions out) {
        heard(state, id, out);
        WorkerRecord worker = state.fleet.worker(id);
        Lease lease = worker == null ? null : worker.leases.get(task);
        if (worker != null && lease != null && lease.computedAt == null) {
            lease.computedAt = out.now();
            // A worker cannot have computed for longer than it had the task, whatever its clock says.
            lease.computeMs = Math.min(computeMs, Lease.millis(lease.sentAt, out.now()));
            worker.changed();
        }
    }

    static void ticked(CoreState state, Decisions out) {
        state.fleet.forgetDeparted(out.now());
        state.fleet.openAll(); // some may have rested long enough
        Duration silence = state.limits.silence();
        for (WorkerRecord worker : List.copyOf(state.fleet.workers())) {
            if (worker.lastHeard.plus(silence).isBefore(out.now())) {
                Recover.workerSilent(state, worker, out);
            }
        }
        List<Lease> overdue = new ArrayList<>();
        for (Lease lease : state.leases.values()) {
            if (lease.returnedAt == null && lease.deadline.isBefore(out.now())) {
                overdue.add(lease);
            }
        }
        overdue.forEach(lease -> Recover.overdue(state, lease, out));
    }
}
