package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When nothing is left to hand out, the chunks that are expected back last are given to idle workers, too, where those are expected to be clearly
 * faster. The first right result counts; who has the other attempt is told at once.
 */
final class Stragglers {
    /** Attempts at one chunk at the same time. */
    static final int ATTEMPTS = 2;

    /** A second attempt has to be back in this part of the time that the first still takes. */
    private static final double CLEARLY_FASTER = 0.5;

    /** As long as nothing is known of how fast the workers are, an attempt younger than this is left alone. */
    private static final double YOUNG_SECONDS = 5;

    /** What is expected changes slowly: so often it is looked at. */
    private static final Duration LOOK = Duration.ofMillis(50);

    /** Of so many idle workers the best one is taken. */
    private static final int IDLE = 64;

    private record Running(Lease lease, WorkerRecord worker, double secondsLeft) {}

    private Stragglers() {}

    static void duplicate(CoreState state, Decisions out) {
        boolean nothingElse = state.sharing.isEmpty() && state.storeFailing == null;
        if (!nothingElse
                || state.leases.isEmpty()
                || state.fleet.idle().isEmpty()
                || out.now().isBefore(state.stragglersAt)) {
            return;
        }
        state.stragglersAt = out.now().plus(LOOK);
        for (Running running : lastFirst(state, out.now())) {
            WorkerRecord helper = fastest(state, running, out.now());
            if (helper != null) {
                Dispatch.lease(state, running.lease.chunk, helper, out);
            }
            if (state.fleet.idle().isEmpty()) {
                return;
            }
        }
    }

    /** Unfinished attempts at chunks that nobody else has. */
    private static List<Running> lastFirst(CoreState state, Instant now) {
        List<Running> all = new ArrayList<>();
        for (WorkerRecord worker : state.fleet.workers()) {
            Instant free = Instant.MIN;
            for (Lease lease : worker.leases.values()) {
                Instant begins = free.isAfter(lease.sentAt) ? free : lease.sentAt;
                double takes = seconds(worker, lease.chunk, lease.bytesOut);
                free = begins.plusNanos((long) Math.min(1e9 * takes, 1e18));
                boolean mayBeDoubled = lease.chunk.leases.size() < ATTEMPTS && lease.chunk.job.held() == null;
                double age = Lease.millis(lease.sentAt, now) / 1e3;
                if (mayBeDoubled && (Speeds.known(worker) || age > YOUNG_SECONDS)) {
                    // One that is late is expected to be late by as much again.
                    all.add(new Running(lease, worker, Math.abs(Lease.millis(now, free)) / 1e3));
                }
            }
        }
        all.sort(Comparator.comparingDouble(running -> -running.secondsLeft));
        return all;
    }

    private static @Nullable WorkerRecord fastest(CoreState state, Running running, Instant now) {
        ChunkRecord chunk = running.lease.chunk;
        boolean onlyProven = Trust.onlyProven(state, chunk, now);
        double limit = CLEARLY_FASTER * running.secondsLeft;
        double least = limit;
        WorkerRecord best = null;
        int looked = 0;
        for (WorkerRecord worker : state.fleet.idle()) {
            if (++looked > IDLE) {
                break;
            }
            double takes = seconds(worker, chunk, chunk.job.room.a() + chunk.job.room.b());
            boolean may = chunk.job.room.isAt(worker.profile)
                    && !chunk.avoid.contains(worker.profile.id())
                    && !worker.rests(now)
                    && !worker.isQuarantined()
                    && Replicas.may(state, chunk, worker)
                    && (Trust.proven(worker) || !onlyProven);
            boolean better = best == null || isTrustedMore(worker, best);
            boolean worse = best != null && isTrustedMore(best, worker);
            if (may && takes < limit && (better || (!worse && takes < least))) {
                least = takes;
                best = worker;
            }
        }
        return best;
    }

    private static boolean isTrustedMore(WorkerRecord worker, WorkerRecord other) {
        return worker.standing().isTrusted() && !other.standing().isTrusted();
    }

    private static double seconds(WorkerRecord worker, ChunkRecord chunk, long bytesOut) {
        return Speeds.seconds(worker, chunk.chunk.operations(), bytesOut, chunk.chunk.resultBytes());
    }
}
