package org.distributedbrain.publish;

import java.util.List;
import java.util.Map;
import org.distributedbrain.job.OperandId;
import org.jspecify.annotations.Nullable;

/** What a snapshot is made from. Unchanged views keep their identity from one call to the next. */
public interface SnapshotSource {

    /** Connected workers in the order they joined, then those recently gone. */
    List<WorkerView> workers();

    /** Unfinished jobs and those recently finished, newest first. */
    List<JobView> jobs();

    /** Every task under way, in the order in which they were handed out. */
    List<RunningTask> running();

    /** How many workers hold blocks of each operand on the grid. */
    default Map<OperandId, Integer> holders() {
        return Map.of();
    }

    /** The latest faults of this run, newest first. */
    List<FaultView> faults();

    int activeWorkers();

    int unfinishedJobs();

    int jobsCompleted();

    /** Mean total time of the jobs completed since the start, in milliseconds; 0 before the first. */
    double averageResponseMs();

    /** Why what is decided cannot be stored at present, in a sentence; null while it can. */
    default @Nullable String trouble() {
        return null;
    }
}
