package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedbrain.job.BlockId;

/** What must hold after every step, whatever happened. */
final class Invariants {
    private final CoreState state;
    private final List<String> broken = new ArrayList<>();

    private Invariants(CoreState state) {
        this.state = state;
    }

    static List<String> violations(CoreState state) {
        Invariants invariants = new Invariants(state);
        invariants.everyChunkIsWhereItsStateSays();
        invariants.everyLeaseIsOfAnUnfinishedJob();
        invariants.windowsHold();
        invariants.onlyNeededBlocksAreHeld();
        invariants.nobodyWaitsWithoutReason();
        return invariants.broken;
    }

    private void must(boolean holds, String sentence) {
        if (!holds) {
            broken.add(sentence);
        }
    }

    private void everyChunkIsWhereItsStateSays() {
        Map<ChunkRecord, List<Lease>> leases = new LinkedHashMap<>();
        for (Lease lease : state.leases.values()) {
            leases.computeIfAbsent(lease.chunk, chunk -> new ArrayList<>()).add(lease);
        }
        for (JobRecord job : state.jobs()) {
            int verified = 0;
            Collection<ChunkRecord> ready = new HashSet<>(job.ready);
            must(ready.size() == job.ready.size(), job + " has a chunk twice in its queue");
            for (ChunkRecord chunk : job.chunks) {
                List<Lease> held = leases.getOrDefault(chunk, List.of());
                must(
                        ready.contains(chunk) == (chunk.state == ChunkState.READY),
                        chunk + " is " + chunk.state + " but queued: " + ready.contains(chunk));
                switch (chunk.state) {
                    case READY -> must(held.isEmpty(), chunk + " is ready and leased");
                    case LEASED ->
                        must(
                                held.size() == 1 && held.getFirst().returnedAt == null,
                                chunk + " is leased " + held.size() + " times");
                    case CHECKING, STORING ->
                        must(
                                held.size() == 1 && held.getFirst().returnedAt != null,
                                chunk + " is being checked without its values");
                    case VERIFIED -> {
                        verified++;
                        must(held.isEmpty(), chunk + " is verified and leased");
                    }
                }
            }
            must(verified == job.verified, job + " counts " + job.verified + " verified chunks of " + verified);
        }
    }

    private void everyLeaseIsOfAnUnfinishedJob() {
        for (Lease lease : state.leases.values()) {
            must(
                    state.job(lease.chunk.job.job.id()) == lease.chunk.job,
                    "task " + lease.task + " is of a job that has ended");
            boolean atWorker = lease.returnedAt == null;
            WorkerRecord worker = state.fleet.worker(lease.worker);
            must(
                    !atWorker || (worker != null && worker.leases.get(lease.task) == lease),
                    "task " + lease.task + " is at a worker that does not have it");
        }
    }

    private void windowsHold() {
        for (WorkerRecord worker : state.fleet.workers()) {
            int tasks = worker.leases.size();
            must(tasks <= state.fleet.window(), worker.profile.id() + " has " + tasks + " tasks");
            for (int i = 0; i < state.fleet.window(); i++) {
                must(
                        state.fleet.withTasks(i).contains(worker) == (i == tasks),
                        worker.profile.id() + " with " + tasks + " tasks stands among those with " + i);
            }
            worker.leases
                    .values()
                    .forEach(
                            lease -> must(state.leases.get(lease.task) == lease, "task " + lease.task + " is unknown"));
            must(
                    state.fleet.residency.bytesHeld(worker.profile.id()) <= worker.profile.memoryBytes(),
                    worker.profile.id() + " holds more than it can");
        }
    }

    private void onlyNeededBlocksAreHeld() {
        Set<BlockId> needed = new HashSet<>();
        state.jobs().forEach(job -> needed.addAll(job.blockUses.keySet()));
        must(needed.containsAll(state.fleet.residency.blocks()), "blocks are held that nobody needs");
    }

    /** Work-conserving: an idle worker that is not resting does not wait beside a chunk that it could hold, has not failed at, and
     * that is not kept for a worker with a verified result. */
    private void nobodyWaitsWithoutReason() {
        if (state.storeFailing != null) {
            return;
        }
        for (WorkerRecord worker : state.fleet.withTasks(0)) {
            boolean wanted = state.jobs().stream()
                    .flatMap(job -> job.ready.stream().limit(Dispatch.PASSED_OVER))
                    .anyMatch(chunk -> !chunk.avoid.contains(worker.profile.id())
                            && Dispatch.couldHold(worker, chunk.chunk)
                            && (Trust.proven(worker) || !Trust.mayBeKept(state, chunk)));
            must(!wanted || worker.overdueInARow > 0, worker.profile.id() + " is idle while chunks wait");
        }
    }
}
