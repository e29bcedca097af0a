package org.distributedbrain.flow;

import java.util.Locale;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.distributedbrain.job.Verification;
import org.distributedbrain.job.WorkerProfile;
import org.jspecify.annotations.Nullable;

/** Tells the requestor why nothing moves, when nothing does. */
final class Waiting {
    private Waiting() {}

    static void explain(CoreState state, JobRecord job) {
        boolean moving = job.job.options().verification().comparesWorkers()
                ? state.leases.values().stream().anyMatch(lease -> lease.chunk.job == job && lease.returnedAt == null)
                : job.ready.size() + job.verified < job.chunks.size();
        String reason = state.storeFailing;
        if (reason == null && !moving) {
            reason = whyNobodyTakes(state, job);
        }
        tell(job, reason);
    }

    /** None of the job's chunks is handed out from now on, for this reason; null: they are. */
    static void hold(CoreState state, JobRecord job, @Nullable String reason) {
        job.hold(reason);
        if (reason != null) {
            state.sharing.leave(job);
        } else if (!job.ready.isEmpty()) {
            state.sharing.join(job);
            state.fleet.openAll();
        }
    }

    static void tell(JobRecord job, @Nullable String reason) {
        if (!Objects.equals(reason, job.waitingFor)) {
            job.waitingFor = reason;
            job.changed();
        }
    }

    private static String whyNobodyTakes(CoreState state, JobRecord job) {
        if (state.fleet.size() == 0) {
            return "No worker is connected: open the join link on a device, or start ./brain work with it.";
        }
        if (state.fleet.workers().stream().noneMatch(worker -> job.room.isAt(worker.profile))) {
            return "No connected worker can hold a chunk of this job: " + whatIsTooMuch(state, job.room)
                    + " Connect a device with more memory.";
        }
        if (state.fleet.workers().stream()
                .filter(worker -> job.room.isAt(worker.profile))
                .allMatch(WorkerRecord::isResting)) {
            return "Every worker that can hold a chunk of this job rests after faults, was paused by its owner or is drained: ./brain workers tells which, why and until when.";
        }
        if (state.fleet.workers().stream()
                .filter(worker -> job.room.isAt(worker.profile))
                .allMatch(WorkerRecord::isQuarantined)) {
            return "Every worker that can hold a chunk of this job is in quarantine: ./brain workers tells why, and ./brain release lets one work again.";
        }
        Verification verification = job.job.options().verification();
        long able = Replicas.able(state, job);
        if (verification.method() == Verification.Method.QUORUM && able < verification.of()) {
            return "Each chunk of this job is to be computed by " + verification.of() + " different workers, and "
                    + able + (able == 1 ? " is" : " are")
                    + " connected that can: open the join link on another device.";
        }
        return "Every worker is busy with other jobs.";
    }

    private static String whatIsTooMuch(CoreState state, Room room) {
        long takes = most(state, WorkerProfile::maxBlockBytes);
        if (room.largest() > takes) {
            return "its largest block has " + size(room.largest()) + ", and the largest any of them takes has "
                    + size(takes) + ".";
        }
        return "it needs " + size(room.all()) + " for its operands and result, and the most any of them holds is "
                + size(most(state, WorkerProfile::memoryBytes)) + ".";
    }

    private static long most(CoreState state, ToLongFunction<WorkerProfile> figure) {
        return state.fleet.workers().stream()
                .mapToLong(worker -> figure.applyAsLong(worker.profile))
                .max()
                .orElse(0);
    }

    private static String size(long bytes) {
        return bytes < (1 << 20) / 10
                ? (bytes + 1_023) / 1_024 + " KiB"
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }
}
