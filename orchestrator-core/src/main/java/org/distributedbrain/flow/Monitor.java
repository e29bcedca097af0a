package org.distributedbrain.flow;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;

/** Stage 4: follows workers and their tasks, and notices when one goes silent or is overdue. */
final class Monitor {
    private Monitor() {}

    static void joined(CoreState state, WorkerProfile profile, Decisions out) {
        WorkerRecord before = state.fleet.worker(profile.id());
        if (before != null) {
            Recover.workerGone(state, before, FaultKind.DISCONNECTED, "it connected again", out);
        }
        WorkerRecord worker = new WorkerRecord(profile, out.now());
        state.fleet.join(worker);
        state.story.add(out.now(), null, profile.id(), "joined");
        out.fact(new Fact.WorkerEnlisted(profile, out.now()));
        Flapping.Rest rest = state.flapping.onJoining(profile.id(), out.now());
        if (rest != null) {
            worker.rest(out.now(), rest.time(), rest.why());
            Faults.ofWorker(
                    state,
                    FaultKind.FLAPPING,
                    profile.id(),
                    "it rests for " + Faults.words(rest.time()) + ": " + rest.why(),
                    out);
        }
    }

    static void heard(CoreState state, WorkerId id, Event.Sign sign, Decisions out) {
        WorkerRecord worker = state.fleet.worker(id);
        if (worker != null) {
            worker.lastHeard = out.now();
            switch (sign) {
                case MESSAGE -> spoke(state, worker, out);
                case PING -> {}
            }
        }
    }

    /** It said something. */
    static void heard(CoreState state, WorkerId id, Decisions out) {
        heard(state, id, Event.Sign.MESSAGE, out);
    }

    private static void spoke(CoreState state, WorkerRecord worker, Decisions out) {
        worker.lastSpoke = out.now();
        if (worker.isFrozen()) {
            worker.thaw();
            state.fleet.open.add(worker);
            state.story.add(out.now(), null, worker.profile.id(), "spoke again");
        }
    }

    static void started(CoreState state, WorkerId id, TaskId task, Decisions out) {
        heard(state, id, out);
        WorkerRecord worker = state.fleet.worker(id);
        Lease lease = worker == null ? null : worker.leases.get(task);
        if (worker != null && lease != null && lease.startedAt == null && lease.computedAt == null) {
            lease.startedAt = out.now();
            lease.transferMs += worker.waits.started(lease.sentAt, out.now());
            worker.changed();
        }
    }

    static void computed(CoreState state, WorkerId id, TaskId task, double computeMs, Decisions out) {
        heard(state, id, out);
        WorkerRecord worker = state.fleet.worker(id);
        Lease lease = worker == null ? null : worker.leases.get(task);
        if (worker != null && lease != null && lease.computedAt == null) {
            lease.computedAt = out.now();
            worker.waits.computed(out.now());
            // A worker cannot have computed for longer than it had the task, whatever its clock says.
            lease.computeMs = Math.min(computeMs, Lease.millis(lease.sentAt, out.now()));
            worker.changed();
        }
    }

    static void ticked(CoreState state, Decisions out) {
        state.fleet.forgetDeparted(out.now());
        state.fleet.openAll(); // some may have rested long enough
        Instant limit = out.now().minus(state.limits.silence());
        for (WorkerRecord worker : List.copyOf(state.fleet.workers())) {
            if (worker.lastHeard.isBefore(limit)) {
                Recover.workerSilent(state, worker, out);
            } else if (worker.lastSpoke.isBefore(limit) && !worker.isFrozen()) {
                Recover.workerFrozen(state, worker, out);
            } else {
                worker.endRest(out.now());
            }
        }
        Deadlines.overdue(state, out.now()).forEach(lease -> Recover.overdue(state, lease, out));
        Consensus.fleetChanged(state, out);
    }
}
