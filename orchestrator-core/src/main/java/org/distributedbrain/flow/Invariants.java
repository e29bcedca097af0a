package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;

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

    private void must(boolean holds, Supplier<String> sentence) {
        if (!holds) {
            broken.add(sentence.get());
        }
    }

    private void everyChunkIsWhereItsStateSays() {
        Map<ChunkRecord, List<Lease>> leases = new LinkedHashMap<>();
        for (Lease lease : state.leases.values()) {
            leases.computeIfAbsent(lease.chunk, chunk -> new ArrayList<>()).add(lease);
        }
        int found = 0;
        for (JobRecord job : state.jobs()) {
            int verified = 0;
            int queued = 0;
            for (ChunkRecord chunk : job.chunks) {
                if (chunk.state == ChunkState.VERIFIED && chunk.leases.isEmpty()) {
                    verified++;
                    continue; // were it in the queue, or had somebody a lease, the sums would not be right
                }
                List<Lease> held = leases.getOrDefault(chunk, List.of());
                found += held.size();
                boolean ready = job.ready.contains(chunk);
                queued += ready ? 1 : 0;
                must(ready == chunk.isWanted(), () -> chunk + " is " + chunk.state + ", queued: " + ready);
                must(held.equals(chunk.leases), () -> chunk + " has other attempts than it knows: " + held.size());
                switch (chunk.state) {
                    case READY -> must(held.isEmpty(), () -> chunk + " is ready and leased");
                    case LEASED ->
                        must(
                                !held.isEmpty() && held.stream().allMatch(lease -> lease.returnedAt == null),
                                () -> chunk + " is leased " + held.size() + " times");
                    case CHECKING ->
                        must(
                                held.stream().anyMatch(lease -> lease.returnedAt != null),
                                () -> chunk + " is being checked without its values");
                    case STORING ->
                        must(
                                held.size() == 1 && held.getFirst().evidence != null,
                                () -> chunk + " is being stored and " + held.size() + " have it");
                    case VERIFIED -> {
                        verified++;
                        must(held.isEmpty(), () -> chunk + " is verified and leased");
                    }
                }
            }
            must(queued == job.ready.size(), () -> job + " counts another number of ready chunks: " + job.ready.size());
            must(
                    (job.ready.isEmpty() || job.held() != null) != contains(state.sharing.inTurn(), job),
                    () -> job + " with " + job.ready.size() + " ready chunks has a turn or not");
            must(verified == job.verified, () -> job + " counts another number of verified chunks: " + job.verified);
        }
        must(found == state.leases.size(), () -> "there are leases of chunks that know nothing of them");
    }

    private void everyLeaseIsOfAnUnfinishedJob() {
        for (Lease lease : state.leases.values()) {
            must(
                    state.job(lease.chunk.job.job.id()) == lease.chunk.job,
                    () -> "task " + lease.task + " is of a job that has ended");
            boolean atWorker = lease.returnedAt == null;
            WorkerRecord worker = state.fleet.worker(lease.worker);
            must(
                    !atWorker || (worker != null && worker.leases.get(lease.task) == lease),
                    () -> "task " + lease.task + " is at a worker that does not have it");
        }
    }

    private void windowsHold() {
        for (WorkerRecord worker : state.fleet.workers()) {
            int tasks = worker.leases.size();
            must(tasks <= state.limits.window(), () -> worker.profile.id() + " has " + tasks + " tasks");
            must(
                    state.fleet.idle().contains(worker) == (tasks == 0),
                    () -> worker.profile.id() + " with " + tasks + " tasks counts as idle or not");
            worker.leases
                    .values()
                    .forEach(lease ->
                            must(state.leases.get(lease.task) == lease, () -> "task " + lease.task + " is unknown"));
            memoryHolds(worker);
        }
    }

    private void memoryHolds(WorkerRecord worker) {
        Set<BlockId> needed = new HashSet<>();
        long results = 0;
        for (Lease lease : worker.leases.values()) {
            Chunk chunk = lease.chunk.chunk;
            results += chunk.resultBytes();
            chunk.operands().forEach(block -> needed.add(block.id()));
        }
        long bytes = results;
        long idle = 0;
        Set<BlockId> held = new HashSet<>();
        for (Holding.Held it : worker.holding.leastRecentlyUsedFirst()) {
            bytes += it.block.bytes();
            idle += needed.contains(it.block.id()) ? 0 : it.block.bytes();
            held.add(it.block.id());
            must(
                    state.fleet.residency.holders(it.block.id()).contains(worker),
                    () -> worker.profile.id() + " holds a block that nobody knows of: " + it.block);
        }
        must(held.containsAll(needed), () -> worker.profile.id() + " lacks blocks of its tasks");
        must(
                bytes == worker.holding.inUse(),
                () -> worker.profile.id() + " is thought to use other memory than it does");
        must(bytes <= worker.profile.memoryBytes(), () -> worker.profile.id() + " holds more than it can");
        must(idle <= worker.profile.cacheBytes(), () -> worker.profile.id() + " keeps more than it wants to");
    }

    private void onlyNeededBlocksAreHeld() {
        Set<BlockId> needed = new HashSet<>();
        for (JobRecord job : state.jobs()) {
            for (ChunkRecord chunk : job.chunks) {
                if (chunk.state != ChunkState.VERIFIED) {
                    chunk.chunk.operands().forEach(block -> needed.add(block.id()));
                }
            }
        }
        for (BlockId id : state.fleet.residency.blocks()) {
            must(needed.contains(id) == state.blocks.isNeeded(id), () -> "block " + id + " is needed or not");
            must(
                    needed.contains(id) || state.blocks.isResident(id),
                    () -> "block " + id + " is held and nobody needs it");
        }
    }

    /** Work-conserving: an idle worker that is not resting does not wait beside a chunk that it could hold, has not failed at, and
     * that is not kept for a worker with a verified result; unless it is known to be slower than the one whose chunk it is. */
    private void nobodyWaitsWithoutReason() {
        if (state.storeFailing != null) {
            return;
        }
        for (WorkerRecord worker : state.fleet.idle()) {
            boolean wanted = state.jobs().stream()
                    .filter(job -> job.held() == null)
                    .filter(job -> job.room.isAt(worker.profile))
                    // Where results are compared much of a long queue is for others, only its front is looked at, and
                    // what
                    // moves up there waits for the next look, a second at most.
                    .filter(job -> !job.job.options().verification().comparesWorkers())
                    .anyMatch(job -> (Speeds.known(worker) ? job.ready.own(worker) : job.ready.fresh()) > 0
                            || job.ready.returned().stream()
                                    .limit(Choice.PASSED_OVER)
                                    .anyMatch(chunk -> !chunk.avoid.contains(worker.profile.id())
                                            && (Trust.proven(worker) || !Trust.mayBeKept(state, chunk))));
            must(
                    !wanted || worker.isResting() || worker.isQuarantined(),
                    () -> worker.profile.id() + " is idle while chunks wait");
        }
    }

    private static boolean contains(Iterable<JobRecord> jobs, JobRecord job) {
        for (JobRecord it : jobs) {
            if (it == job) {
                return true;
            }
        }
        return false;
    }
}
