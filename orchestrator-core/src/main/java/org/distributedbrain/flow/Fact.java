package org.distributedbrain.flow;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;
import org.jspecify.annotations.Nullable;

/** What must survive a crash. Applied to the core and stored, in the same order. */
public sealed interface Fact {

    /** A job was admitted and cut like this; the estimate is what it was expected to take, or null when nothing was measured yet. */
    record JobAccepted(Job job, TileGrid grid, @Nullable Estimate estimate) implements Fact {}

    /**
     * The first chunk of the job was handed out {@code at} that time. Told together with the first thing that came of it, a verified chunk or the
     * job's end: what nothing came of need not survive.
     */
    record JobStarted(JobId job, Instant at) implements Fact {}

    /**
     * A chunk's values are verified, in the result file, and durable. Times in milliseconds.
     *
     * @param operations what it took, as verification found
     * @param agreed how many computed the same, this computer among them; 1: nobody else did, and its worker's record vouches for it; 0: that
     *     was not looked at
     */
    record ChunkVerified(
            Chunk chunk,
            WorkerId worker,
            double computeMs,
            double transferMs,
            double operations,
            int agreed,
            Evidence evidence,
            Instant at)
            implements Fact {}

    /** The values of this chunk were taken for its worker's record, and that is worth nothing any more: it is computed again. */
    record ChunkDoubted(ChunkId chunk, WorkerId worker, Instant at) implements Fact {}

    /** The chunks of the job that were verified are not any more: their values are gone. {@code notes} are all that the job has now. */
    record ResultLost(JobId job, List<String> notes, Instant at) implements Fact {
        public ResultLost {
            notes = List.copyOf(notes);
        }
    }

    /** An attempt at a chunk ended, in whichever way. */
    record AttemptEnded(Attempt attempt) implements Fact {}

    record JobFinished(JobId job, JobMetrics metrics, Instant at) implements Fact {}

    record JobFailed(JobId job, String reason, Instant at) implements Fact {}

    record JobCancelled(JobId job, Instant at) implements Fact {}

    /** How fast a worker was, for the next time it comes. */
    record WorkerMeasured(WorkerId worker, Pace pace, Instant at) implements Fact {}

    /** A worker took up work in a new session. */
    record WorkerEnlisted(WorkerProfile profile, Instant at) implements Fact {}

    /**
     * Verified work by a worker: one task of {@code operations} operations, {@code computeMs} on its own clock. {@code standing} is what is
     * thought of it after that.
     */
    record WorkerCredited(WorkerId worker, double computeMs, double operations, Standing standing, Instant at)
            implements Fact {}

    /** What is thought of a worker became this, for another reason than verified work that counts. */
    record WorkerJudged(WorkerId worker, Standing standing, Instant at) implements Fact {}

    /**
     * Something broke, and what was done about it.
     *
     * @param chunk the chunk it happened to, or null when it happened to a worker only
     * @param task the attempt at that chunk
     * @param action what was done about it at once, in words; a {@link FaultSettled} says more
     * @param story the recent events of what it happened to, one line each
     */
    record FaultRecorded(
            FaultId id,
            FaultKind kind,
            WorkerId worker,
            @Nullable ChunkId chunk,
            @Nullable TaskId task,
            String action,
            String story,
            Instant at)
            implements Fact {
        /** How an action says that the chunk waits; only a fact that it was settled, or the next start, ends that. */
        public static final String WAITS = " went back to its queue";

        /** What may follow {@link #WAITS}: why. */
        public static final String NOBODY = ": no worker is connected";
    }

    /**
     * What came of a fault's chunk.
     *
     * @param action what was done about the fault, in words, in the place of what was known when it was recorded
     * @param recoveredBy the worker that the chunk was handed to; null when nobody has to compute it any more
     */
    record FaultSettled(FaultId id, String action, @Nullable WorkerId recoveredBy, Instant at) implements Fact {}
}
