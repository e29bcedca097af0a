package org.distributedbrain.publish;

import java.time.Instant;
import java.util.List;

/**
 * One immutable view of everything. Parts that did not change since the snapshot before keep their identity ({@code ==}).
 *
 * @param sequence grows by one with every snapshot
 * @param workers connected workers in the order they joined, and those recently gone
 * @param jobs unfinished jobs and the most recent finished ones, newest first
 * @param running every task under way, in the order in which they were handed out
 * @param ended the attempts that ended last
 */
public record Snapshot(
        long sequence,
        Instant at,
        List<WorkerView> workers,
        List<JobView> jobs,
        Totals totals,
        List<RunningTask> running,
        EndedTail ended) {

    /** One without tasks. */
    public Snapshot(long sequence, Instant at, List<WorkerView> workers, List<JobView> jobs, Totals totals) {
        this(sequence, at, workers, jobs, totals, List.of(), EndedTail.EMPTY);
    }
}
