package org.distributedbrain.publish;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One immutable view of everything. Parts that did not change since the snapshot before keep their identity ({@code ==}).
 *
 * @param sequence grows by one with every snapshot
 * @param workers connected workers in the order they joined, and those recently gone
 * @param jobs unfinished jobs and the most recent finished ones, newest first
 * @param running every task under way, in the order in which they were handed out
 * @param ended the attempts that ended last
 * @param faults the latest faults of this run, newest first; their ids grow, so that a reader sees which are new
 * @param trouble why nothing new is handed out or taken at present, in a sentence; null when all is well
 */
public record Snapshot(
        long sequence,
        Instant at,
        List<WorkerView> workers,
        List<JobView> jobs,
        Totals totals,
        List<RunningTask> running,
        EndedTail ended,
        List<FaultView> faults,
        @Nullable String trouble) {

    /** One without tasks and faults, when all is well. */
    public Snapshot(long sequence, Instant at, List<WorkerView> workers, List<JobView> jobs, Totals totals) {
        this(sequence, at, workers, jobs, totals, null);
    }

    /** One without tasks and faults. */
    public Snapshot(
            long sequence,
            Instant at,
            List<WorkerView> workers,
            List<JobView> jobs,
            Totals totals,
            @Nullable String trouble) {
        this(sequence, at, workers, jobs, totals, List.of(), EndedTail.EMPTY, List.of(), trouble);
    }
}
