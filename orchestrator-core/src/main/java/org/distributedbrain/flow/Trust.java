package org.distributedbrain.flow;

import java.time.Instant;
import java.util.function.Predicate;

/**
 * Whom a chunk is given to after others failed at it. A name costs nothing, so failures of newcomers must neither end a job nor keep a chunk
 * from the workers that gave right results: liars that come back under new names would otherwise decide what fails.
 */
final class Trust {
    /** Of so many idle workers. */
    private static final int IDLE = 64;

    private Trust() {}

    /** Whether the chunk waits for a worker with a verified result, because half of the attempts are spent and one is there. */
    static boolean onlyProven(CoreState state, ChunkRecord chunk, Instant now) {
        return 2 * chunk.failures >= state.limits.attempts()
                && anyUntried(state, chunk, worker -> proven(worker) && !worker.rests(now));
    }

    /** The same, counting workers that rest. */
    static boolean mayBeKept(CoreState state, ChunkRecord chunk) {
        return onlyProven(state, chunk, Instant.MAX);
    }

    /** Whether it gave right results since it last gave a wrong one. */
    static boolean proven(WorkerRecord worker) {
        return worker.consecutive() > 0;
    }

    /** Whether a worker that is trusted more is there for a chunk that failed already: it has nothing to do and is offered work first. */
    static boolean betterIsIdle(CoreState state, ChunkRecord chunk, WorkerRecord than, Instant now) {
        return chunk.failures > 0
                && !than.standing().isTrusted()
                && state.fleet.idle().stream()
                        .limit(IDLE)
                        .anyMatch(worker -> worker.standing().isTrusted()
                                && !worker.rests(now)
                                && !chunk.avoid.contains(worker.profile.id())
                                && Replicas.may(state, chunk, worker)
                                && chunk.job.room.isAt(worker.profile)
                                && Room.fits(worker, chunk.chunk));
    }

    /** Whether giving up would be premature: a connected worker could do the chunk and has not failed at it. */
    static boolean someoneIsLeft(CoreState state, ChunkRecord chunk) {
        return anyUntried(state, chunk, worker -> true);
    }

    private static boolean anyUntried(CoreState state, ChunkRecord chunk, Predicate<WorkerRecord> which) {
        return state.fleet.workers().stream()
                .anyMatch(worker -> !chunk.avoid.contains(worker.profile.id())
                        && !Replicas.gave(chunk, worker)
                        && !worker.isQuarantined()
                        && chunk.job.room.isAt(worker.profile)
                        && which.test(worker));
    }
}
