package org.distributedbrain.flow;

import java.util.function.Predicate;
import org.distributedbrain.job.Verification;

/**
 * How many workers compute the same chunk, and which. A chunk that is wanted from more workers than have it, or gave it, stays in its job's queue.
 */
final class Replicas {
    /** So many results in a row must have been right before the first is taken without a second. */
    private static final int ALWAYS = 10;

    private Replicas() {}

    /** The worker has it now: is it wanted from others, too? */
    static void handedOut(CoreState state, ChunkRecord chunk, WorkerRecord worker, Decisions out) {
        if (chunk.leases.size() == 1) {
            chunk.wanted = wanted(state, chunk.job.job.options().verification(), worker);
        }
        ask(state, chunk, out);
    }

    /**
     * Without a record always two; then with probability 1/n after n right results in a row, so that a lie is found out sooner or later, and not
     * one that was waited with long enough. Drawn from a secret.
     */
    private static int wanted(CoreState state, Verification verification, WorkerRecord worker) {
        return switch (verification.method()) {
            case FREIVALDS, CPU, NONE -> 1;
            case SPOT -> worker.consecutive() < ALWAYS || state.dice.nextLong(worker.consecutive()) == 0 ? 2 : 1;
            case QUORUM -> verification.of();
        };
    }

    /** Puts it in its job's queue where it is wanted and not there. */
    static void ask(CoreState state, ChunkRecord chunk, Decisions out) {
        JobRecord job = chunk.job;
        if (chunk.isWanted() && !job.ready.contains(chunk)) {
            if (chunk.leases.isEmpty()) {
                chunk.readyAt = out.now();
            }
            job.ready.putBack(chunk);
            state.sharing.join(job);
            state.fleet.openAll();
        }
    }

    /** It is decided: nobody else is asked. */
    static void enough(CoreState state, ChunkRecord chunk) {
        chunk.wanted = 1;
        if (chunk.job.ready.contains(chunk)) {
            chunk.job.ready.remove(chunk);
            state.fleet.openAll(); // those behind it moved up
            if (chunk.job.ready.isEmpty()) {
                state.sharing.leave(chunk.job);
            }
        }
    }

    /** Whether the worker may compute it: never twice the same one, and where results are compared not after a wrong one, nor from the address of another. */
    static boolean may(CoreState state, ChunkRecord chunk, WorkerRecord worker) {
        return isOther(chunk, worker)
                && (!compares(chunk)
                        || isElsewhere(state, chunk, worker)
                        || !anyone(state, chunk, it -> isElsewhere(state, chunk, it)));
    }

    /** Whether the worker has it, or gave it, where results are compared: then it is none of those who could. */
    static boolean gave(ChunkRecord chunk, WorkerRecord worker) {
        return compares(chunk) && hasLease(chunk, worker);
    }

    private static boolean isOther(ChunkRecord chunk, WorkerRecord worker) {
        return !hasLease(chunk, worker) && !(compares(chunk) && chunk.avoid.contains(worker.profile.id()));
    }

    private static boolean compares(ChunkRecord chunk) {
        return chunk.job.job.options().verification().comparesWorkers();
    }

    private static boolean hasLease(ChunkRecord chunk, WorkerRecord worker) {
        for (Lease lease : chunk.leases) {
            if (lease.worker.equals(worker.profile.id())) {
                return true;
            }
        }
        return false;
    }

    /** One device behind one address may be two workers, and so may two friends. */
    private static boolean isElsewhere(CoreState state, ChunkRecord chunk, WorkerRecord worker) {
        for (Lease lease : chunk.leases) {
            WorkerRecord other = state.fleet.worker(lease.worker);
            if (other != null && other.profile.address().equals(worker.profile.address())) {
                return false;
            }
        }
        return true;
    }

    /** Whether no connected worker could compute it, too. */
    static boolean nobodyElse(CoreState state, ChunkRecord chunk) {
        return chunk.leases.stream().allMatch(lease -> lease.returnedAt != null)
                && !anyone(state, chunk, worker -> true);
    }

    /** How many connected workers can compute the job's chunks. */
    static long able(CoreState state, JobRecord job) {
        return state.fleet.workers().stream()
                .filter(worker -> isAble(job, worker))
                .count();
    }

    private static boolean anyone(CoreState state, ChunkRecord chunk, Predicate<WorkerRecord> which) {
        return state.fleet.workers().stream()
                .anyMatch(worker -> isAble(chunk.job, worker) && isOther(chunk, worker) && which.test(worker));
    }

    private static boolean isAble(JobRecord job, WorkerRecord worker) {
        return job.room.isAt(worker.profile) && !worker.isQuarantined() && !worker.isResting();
    }
}
