package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** Writes the timeline of faults: what broke, and truthfully what was done about it. */
final class Faults {
    private Faults() {}

    /** It happened to a worker and to no chunk. */
    static void ofWorker(CoreState state, FaultKind kind, WorkerId worker, String action, Decisions out) {
        record(state, kind, worker, null, null, action, out);
    }

    /** It happened to a task that was over already, if that is remembered: its chunk is where it was. */
    static void ofTask(
            CoreState state,
            FaultKind kind,
            WorkerId worker,
            @Nullable ChunkId chunk,
            TaskId task,
            String action,
            Decisions out) {
        record(state, kind, worker, chunk, task, action, out);
    }

    /**
     * An attempt at a chunk was ended. To be called when the chunk is back in its queue, unless another attempt at it goes on.
     *
     * @param before what was done first, as the beginning of a sentence, or nothing
     * @param after what else was done, as its end, or nothing
     */
    static void ofChunk(CoreState state, Lease lease, FaultKind kind, String before, String after, Decisions out) {
        ChunkRecord chunk = lease.chunk;
        boolean waits = chunk.state == ChunkState.READY;
        String soFar = name(chunk)
                + (waits
                        ? Fact.FaultRecorded.WAITS
                        : " is with " + state.fleet.nameOf(chunk.leases.getFirst().worker) + " already");
        String why = waits && state.fleet.size() == 0 ? Fact.FaultRecorded.NOBODY : "";
        FaultId id = record(
                state,
                kind,
                lease.worker,
                chunk.chunk.id(),
                lease.task,
                before + soFar + (after.isEmpty() ? why : after),
                out);
        if (waits && id != null) {
            chunk.faults.add(new OpenFault(id, out.now(), before, after));
        }
    }

    /** A chunk was handed to a worker: that is what was done about what had happened to it. */
    static void handedOut(CoreState state, ChunkRecord chunk, WorkerId worker, Decisions out) {
        for (OpenFault fault : chunk.faults) {
            String what = name(chunk) + " went to " + state.fleet.nameOf(worker) + after(fault.at(), out.now());
            out.fact(new Fact.FaultSettled(fault.id(), fault.action(what), worker, out.now()));
        }
        chunk.faults.clear();
    }

    /** A job ended before all of its chunks were done: those that waited to be handed out again are not wanted any more. */
    static void jobEnded(JobRecord job, Decisions out) {
        String how = job.state == JobState.CANCELLED ? "was cancelled" : "failed";
        for (ChunkRecord chunk : job.ready.returned()) {
            for (OpenFault fault : chunk.faults) {
                String what = name(chunk) + " went nowhere: its job " + how;
                out.fact(new Fact.FaultSettled(fault.id(), fault.action(what), null, out.now()));
            }
            chunk.faults.clear();
        }
    }

    /** Null when this worker has had more faults than are written down. */
    private static @Nullable FaultId record(
            CoreState state,
            FaultKind kind,
            WorkerId worker,
            @Nullable ChunkId chunk,
            @Nullable TaskId task,
            String action,
            Decisions out) {
        state.story.add(out.now(), chunk, worker, kind.words() + ": " + action);
        int left = state.faults.take(worker, out.now());
        if (left == 0) {
            return null;
        }
        FaultId id = state.faults.next();
        String said = left > 1 ? action : action + "; more faults of this worker in this minute are not written down";
        out.fact(new Fact.FaultRecorded(id, kind, worker, chunk, task, said, state.story.of(chunk, worker), out.now()));
        return id;
    }

    private static String name(ChunkRecord chunk) {
        return "chunk " + chunk.chunk.id().index();
    }

    private static String after(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        return time.isZero() ? " at once" : " after " + words(time);
    }

    /** A time as it stands in a sentence: {@code 3 ms}, {@code 4.2 s}, {@code 5 min}. */
    static String words(Duration time) {
        if (time.toMillis() < 1_000) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() >= 120) {
            return time.toMinutes() + " min";
        }
        double seconds = time.toMillis() / 1e3;
        return seconds == Math.rint(seconds) ? (long) seconds + " s" : String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
