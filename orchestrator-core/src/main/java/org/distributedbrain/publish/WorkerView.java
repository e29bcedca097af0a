package org.distributedbrain.publish;

import java.time.Instant;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * One worker as people see it.
 *
 * @param tasksCompleted verified tasks in this session
 * @param computeMs its own clock over those tasks, in milliseconds
 * @param note why it rests, is frozen, drained or in quarantine, in a sentence; null otherwise
 * @param standing what is thought of it
 * @param told what it tells of its device, which nobody has checked
 * @param pace how fast it and its link were measured to be, now or when it was here before; null before the first measurement
 * @param mops measured speed over those tasks, in millions of operations per second of its compute time; 0 before the first
 */
public record WorkerView(
        WorkerId id,
        String name,
        String deviceKind,
        String engine,
        String device,
        String address,
        WorkerState state,
        int unfinishedTasks,
        int tasksCompleted,
        double computeMs,
        double mops,
        Instant joinedAt,
        @Nullable String note,
        Standing standing,
        Capabilities told,
        @Nullable Pace pace) {

    /** A newcomer of whom there is nothing to remark, and who tells nothing. */
    public WorkerView(
            WorkerId id,
            String name,
            String deviceKind,
            String engine,
            String device,
            String address,
            WorkerState state,
            int unfinishedTasks,
            int tasksCompleted,
            double computeMs,
            double mops,
            Instant joinedAt) {
        this(
                id,
                name,
                deviceKind,
                engine,
                device,
                address,
                state,
                unfinishedTasks,
                tasksCompleted,
                computeMs,
                mops,
                joinedAt,
                null,
                Standing.NEWCOMER,
                Capabilities.UNTOLD,
                null);
    }
}
