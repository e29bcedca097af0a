package org.distributedbrain.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** A chunk of an unfinished job and how far it has come. */
final class ChunkRecord {
    final JobRecord job;
    final Chunk chunk;
    ChunkState state = ChunkState.READY;

    /** Those who have it, or had it and wait for the verdict; at most {@link Stragglers#ATTEMPTS}. Soft. */
    final List<Lease> leases = new ArrayList<>(1);

    /** Since when it could be handed out: the job was accepted, or it was put back. Soft. */
    Instant readyAt;

    /** Attempts that ended in a failure, a wrong result or past their deadline; a vanished worker does not count. Soft. */
    int failures;

    /** Workers that vanished while they had it. Soft. */
    int losses;

    /** Workers that failed at it: others are asked first. Soft. */
    final Set<WorkerId> avoid = new LinkedHashSet<>(2);

    /** What happened to it while it waits to be handed out again. Soft. */
    final List<OpenFault> faults = new ArrayList<>(1);

    /** From how many workers it is wanted; see {@link Replicas}. Soft. */
    int wanted = 1;

    /** The result that this computer is asked to judge, while it is. Soft. */
    @Nullable TaskId referee;

    /** Who gave its values where nobody else did, and they were taken for that worker's record; null otherwise. */
    @Nullable WorkerId unprovenBy;

    ChunkRecord(JobRecord job, Chunk chunk) {
        this.job = job;
        this.chunk = chunk;
        this.readyAt = job.job.submittedAt();
    }

    /** Whether one more worker should have it. */
    boolean isWanted() {
        return state != ChunkState.STORING && state != ChunkState.VERIFIED && leases.size() < wanted;
    }

    @Override
    public String toString() {
        return "chunk " + chunk.id();
    }
}
