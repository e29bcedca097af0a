package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;
import org.jspecify.annotations.Nullable;

/**
 * The connected workers, what they hold, and who is to be offered work. Soft state: never stored.
 */
final class FleetState {
    /** How long a worker that went stays visible. */
    private static final Duration SHOWN_AFTER_LEAVING = Duration.ofSeconds(8);

    private static final int SHOWN_AT_MOST = 50;

    /** Beyond so many, those that were drained first are forgotten: names cost nothing. */
    private static final int MOST_DRAINED = 10_000;

    private record Departed(WorkerRecord worker, Instant at) {}

    final Residency residency;
    final Openings open = new Openings();
    private final Map<WorkerId, WorkerRecord> workers = new LinkedHashMap<>();
    private final SequencedSet<WorkerRecord> idle = new LinkedHashSet<>();
    private final Deque<Departed> departed = new ArrayDeque<>();
    /** By identity, so that coming back does not end it. */
    private final SequencedSet<WorkerId> drained = new LinkedHashSet<>();

    private long changes;

    FleetState(Residency residency) {
        this.residency = residency;
    }

    @Nullable WorkerRecord worker(WorkerId id) {
        return workers.get(id);
    }

    /** What people call it: the name of a worker that is connected or went recently, the id of another. */
    String nameOf(WorkerId id) {
        WorkerRecord worker = workers.get(id);
        if (worker != null) {
            return worker.profile.name();
        }
        return departed.stream()
                .map(gone -> gone.worker().profile)
                .filter(profile -> profile.id().equals(id))
                .map(WorkerProfile::name)
                .findFirst()
                .orElse(id.value());
    }

    Collection<WorkerRecord> workers() {
        return workers.values();
    }

    int size() {
        return workers.size();
    }

    /** How often a worker has come or gone, or began or ceased to count. */
    long changes() {
        return changes;
    }

    /** Workers without tasks, longest waiting first. */
    SequencedSet<WorkerRecord> idle() {
        return idle;
    }

    /** Whether a worker, connected or not, gets nothing new from now on. False when that was so already. */
    boolean drain(WorkerId id, boolean wanted) {
        if (!(wanted ? drained.add(id) : drained.remove(id))) {
            return false;
        }
        if (drained.size() > MOST_DRAINED) {
            drain(drained.getFirst(), false);
        }
        WorkerRecord worker = workers.get(id);
        if (worker != null) {
            worker.drain(wanted);
            reordered();
        }
        return true;
    }

    /** A worker was quarantined, drained or paused, or is not any more. */
    void reordered() {
        changes++;
        openAll();
    }

    /** There may be something for everybody. */
    void openAll() {
        workers.values().forEach(open::add);
        open.news();
    }

    void join(WorkerRecord worker) {
        departed.removeIf(gone -> gone.worker().profile.id().equals(worker.profile.id()));
        worker.drain(drained.contains(worker.profile.id()));
        workers.put(worker.profile.id(), worker);
        idle.add(worker);
        open.add(worker);
        open.news();
        changes++;
    }

    void leave(WorkerRecord worker, Instant now) {
        workers.remove(worker.profile.id());
        idle.remove(worker);
        open.remove(worker);
        residency.forget(worker);
        openAll();
        changes++;
        worker.leave();
        departed.addLast(new Departed(worker, now));
        if (departed.size() > SHOWN_AT_MOST) {
            departed.removeFirst();
        }
    }

    void lease(WorkerRecord worker, Lease lease) {
        worker.leases.put(lease.task, lease);
        worker.holding.expectResult(lease.chunk.chunk);
        lease.chunk.chunk.operands().forEach(block -> residency.need(worker, block));
        idle.remove(worker);
        worker.changed();
    }

    /** The worker has nothing more to do with this task. */
    void endLease(WorkerRecord worker, Lease lease) {
        if (worker.leases.remove(lease.task) != null) {
            worker.holding.resultGone(lease.chunk.chunk);
            lease.chunk.chunk.operands().forEach(worker.holding::unneed);
            if (worker.leases.isEmpty()) {
                idle.add(worker);
            }
            open.add(worker);
            worker.changed();
        }
    }

    void forgetDeparted(Instant now) {
        departed.removeIf(gone -> gone.at().plus(SHOWN_AFTER_LEAVING).isBefore(now));
    }

    List<WorkerRecord> recentlyGone() {
        return departed.stream().map(Departed::worker).toList();
    }
}
