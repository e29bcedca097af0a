package org.distributedbrain.flow;

import java.time.Instant;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.OperandBlock;
import org.jspecify.annotations.Nullable;

/**
 * Which of a job's chunks a worker gets next: one that came back from another worker; the next of its own territory; or one from where most is left,
 * the one for which the fewest bytes have to be sent.
 */
final class Choice {
    /** Chunks that came back and wait for another worker do not hold up those behind them; so many are passed over. */
    static final int PASSED_OVER = 16;

    /** Of so many territories, the last so many chunks are looked at when a worker helps out. */
    private static final int TERRITORIES = 8;

    private static final int CHUNKS = 8;

    private final CoreState state;
    private final JobRecord job;
    private final WorkerRecord worker;
    private final boolean makesItsOperands;

    private Choice(CoreState state, JobRecord job, WorkerRecord worker) {
        this.state = state;
        this.job = job;
        this.worker = worker;
        this.makesItsOperands = job.job.source() instanceof MatmulSource.Synthetic
                && worker.profile.generators().contains(GeneratedBlock.GENERATOR);
    }

    /** Null when there is nothing for the worker at present. */
    static @Nullable ChunkRecord next(CoreState state, JobRecord job, WorkerRecord worker, Instant now) {
        Choice choice = new Choice(state, job, worker);
        ChunkRecord returned = choice.returned(now);
        return returned != null ? returned : choice.fresh();
    }

    private @Nullable ChunkRecord returned(Instant now) {
        int passedOver = 0;
        for (ChunkRecord chunk : job.ready.returned()) {
            if (mayHave(chunk, now) && Room.fits(worker, chunk.chunk)) {
                return chunk;
            }
            if (++passedOver == PASSED_OVER) {
                return null;
            }
        }
        return null;
    }

    /** Workers that failed at it get it only when there is no other. */
    private boolean mayHave(ChunkRecord chunk, Instant now) {
        if (chunk.avoid.contains(worker.profile.id()) && Trust.someoneIsLeft(state, chunk)) {
            return false;
        }
        if (!chunk.leases.isEmpty() && !Replicas.may(state, chunk, worker)) {
            return false;
        }
        if (worker.isQuarantined() && chunk.failures > 0 || Trust.betterIsIdle(state, chunk, worker, now)) {
            return false;
        }
        return Trust.proven(worker) || !Trust.onlyProven(state, chunk, now);
    }

    private @Nullable ChunkRecord fresh() {
        if (job.ready.fresh() == 0) {
            return null;
        }
        Territories territories = job.ready.territories(state.fleet);
        Territory own = territories.of(worker);
        if (own != null && own.left() > 0) {
            ChunkRecord next = territories.chunk(own, own.first());
            return Room.fits(worker, next.chunk) ? next : null;
        }
        return help(territories);
    }

    private @Nullable ChunkRecord help(Territories territories) {
        ChunkRecord cheapest = null;
        long fewest = Long.MAX_VALUE;
        int most = territories.mostLeftFirst().first().left();
        int looked = 0;
        for (Territory territory : territories.mostLeftFirst()) {
            if (++looked > TERRITORIES || 2 * territory.left() < most || isNearlyDone(territory)) {
                break;
            }
            int step = territory.lastBefore(territory.size());
            for (int i = 0; i < CHUNKS && step >= 0; i++, step = territory.lastBefore(step)) {
                ChunkRecord chunk = territories.chunk(territory, step);
                long missing = missingBytes(chunk);
                if (missing < fewest && Room.fits(worker, chunk.chunk) && isWorthIt(territory, chunk, missing)) {
                    fewest = missing;
                    cheapest = chunk;
                }
            }
        }
        return cheapest;
    }

    /** Who has something to do leaves the last chunk of a territory to its owner. */
    private boolean isNearlyDone(Territory territory) {
        return territory.left() == 1 && isOwned(territory) && !worker.leases.isEmpty();
    }

    /** Whether the worker would be back with it before its owner, who has others to do first. */
    private boolean isWorthIt(Territory territory, ChunkRecord chunk, long missing) {
        WorkerRecord owner = territory.owner;
        if (owner == null || !isOwned(territory)) {
            return true;
        }
        int before = territory.left() + owner.leases.size();
        if (!Speeds.known(owner) || !Speeds.known(worker)) {
            // Where speeds are not known, bytes are: who has something to do does not help an owner that is sent less
            // for all it has left.
            return worker.leases.isEmpty() || missing == 0 || missing < before * lacking(owner, chunk);
        }
        double operations = chunk.chunk.operations();
        double owners = Speeds.seconds(owner, operations, 0, 0) * before;
        return Speeds.seconds(worker, operations, missing, chunk.chunk.resultBytes()) < owners;
    }

    /** Whether somebody is there who will do what is left of it. */
    private boolean isOwned(Territory territory) {
        WorkerRecord owner = territory.owner;
        return owner != null && state.fleet.worker(owner.profile.id()) == owner && owner.counts();
    }

    private long missingBytes(ChunkRecord chunk) {
        return makesItsOperands ? 0 : lacking(worker, chunk);
    }

    private static long lacking(WorkerRecord worker, ChunkRecord chunk) {
        long bytes = 0;
        for (OperandBlock block : chunk.chunk.operands()) {
            bytes += worker.holding.lacks(block);
        }
        return bytes;
    }
}
