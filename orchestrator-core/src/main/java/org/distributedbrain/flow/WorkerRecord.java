package org.distributedbrain.flow;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerProfile;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/** A connected worker. All of it is soft state: after a restart workers register again. */
final class WorkerRecord {
    final WorkerProfile profile;
    final Instant joinedAt;

    /** Its unfinished tasks, oldest first. */
    final Map<TaskId, Lease> leases = new LinkedHashMap<>();

    /** How fast it is, from the tasks it returned. */
    final PaceMeter meter;
    /** What its memory is used for. */
    final Holding holding = new Holding();

    Instant lastHeard;

    /** It gets no new work before this moment: it was overdue. */
    Instant restUntil = Instant.MIN;

    int overdueInARow;
    int tasksCompleted;
    double computeMs;
    double operations;

    private boolean gone;
    private @Nullable WorkerView view;

    WorkerRecord(WorkerProfile profile, Instant now) {
        this.profile = profile;
        this.joinedAt = now;
        this.lastHeard = now;
        this.meter = new PaceMeter(profile.pace());
    }

    /** Its measured speed, or null while nothing was measured, now or when it was here before. */
    @Nullable Pace pace() {
        return meter.pace();
    }

    /** To be called after every change that people can see. */
    void changed() {
        view = null;
    }

    void leave() {
        gone = true;
        changed();
    }

    WorkerView view() {
        WorkerView current = view;
        if (current == null) {
            current = new WorkerView(
                    profile.id(),
                    profile.name(),
                    profile.deviceKind(),
                    profile.engine(),
                    profile.device(),
                    profile.address(),
                    state(),
                    leases.size(),
                    tasksCompleted,
                    computeMs,
                    computeMs > 0 ? operations / computeMs / 1e3 : 0,
                    joinedAt);
            view = current;
        }
        return current;
    }

    private WorkerState state() {
        if (gone) {
            return WorkerState.GONE;
        }
        if (leases.isEmpty()) {
            return WorkerState.IDLE;
        }
        boolean computing =
                leases.values().stream().anyMatch(lease -> lease.startedAt != null && lease.computedAt == null);
        return computing ? WorkerState.COMPUTING : WorkerState.TRANSFERRING;
    }
}
