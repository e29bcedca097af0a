package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * The connected workers, what they hold, and who has room for another task. Soft state: never stored.
 */
final class FleetState {
    /** How long a worker that went stays visible. */
    private static final Duration SHOWN_AFTER_LEAVING = Duration.ofSeconds(8);

    private static final int SHOWN_AT_MOST = 50;

    private record Departed(WorkerRecord worker, Instant at) {}

    final Residency residency = new Residency();
    final Links links = new Links();
    private final Map<WorkerId, WorkerRecord> workers = new LinkedHashMap<>();

    /** Workers with room, by how many tasks they have: those without any come first. */
    private final List<Set<WorkerRecord>> withRoom;

    private final Deque<Departed> departed = new ArrayDeque<>();

    FleetState(int window) {
        withRoom = new ArrayList<>(window);
        for (int i = 0; i < window; i++) {
            withRoom.add(new LinkedHashSet<>());
        }
    }

    int window() {
        return withRoom.size();
    }

    @Nullable WorkerRecord worker(WorkerId id) {
        return workers.get(id);
    }

    Collection<WorkerRecord> workers() {
        return workers.values();
    }

    int size() {
        return workers.size();
    }

    /** Workers with exactly {@code tasks} unfinished tasks, {@code 0 ≤ tasks < window()}, longest waiting first. */
    Set<WorkerRecord> withTasks(int tasks) {
        return withRoom.get(tasks);
    }

    void join(WorkerRecord worker) {
        departed.removeIf(gone -> gone.worker().profile.id().equals(worker.profile.id()));
        workers.put(worker.profile.id(), worker);
        withRoom.getFirst().add(worker);
    }

    void leave(WorkerRecord worker, Instant now) {
        workers.remove(worker.profile.id());
        withRoom.forEach(set -> set.remove(worker));
        residency.forget(worker.profile.id());
        worker.leave();
        departed.addLast(new Departed(worker, now));
        if (departed.size() > SHOWN_AT_MOST) {
            departed.removeFirst();
        }
    }

    void lease(WorkerRecord worker, Lease lease) {
        move(worker, () -> worker.leases.put(lease.task, lease));
    }

    /** The worker has nothing more to do with this task. */
    void endLease(WorkerRecord worker, Lease lease) {
        move(worker, () -> worker.leases.remove(lease.task));
    }

    private void move(WorkerRecord worker, Runnable change) {
        int before = worker.leases.size();
        if (before < window()) {
            withRoom.get(before).remove(worker);
        }
        change.run();
        int after = worker.leases.size();
        if (after < window()) {
            withRoom.get(after).add(worker);
        }
        worker.changed();
    }

    void forgetDeparted(Instant now) {
        departed.removeIf(gone -> gone.at().plus(SHOWN_AFTER_LEAVING).isBefore(now));
    }

    List<WorkerRecord> recentlyGone() {
        return departed.stream().map(Departed::worker).toList();
    }
}
