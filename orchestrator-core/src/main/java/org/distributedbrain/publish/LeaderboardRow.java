package org.distributedbrain.publish;

import java.time.Instant;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;

/**
 * What one worker gave, over all its sessions (FR-007). {@code rank} counts from 1.
 *
 * @param totalComputeMs its own clock, which decides nothing
 * @param operations of chunks that were verified: what it is ranked by
 */
public record LeaderboardRow(
        int rank,
        WorkerId worker,
        String name,
        double totalComputeMs,
        int tasksCompleted,
        int sessionsJoined,
        double operations,
        Instant lastSeen,
        Standing standing) {

    /** A newcomer. */
    public LeaderboardRow(
            int rank,
            WorkerId worker,
            String name,
            double totalComputeMs,
            int tasksCompleted,
            int sessionsJoined,
            double operations,
            Instant lastSeen) {
        this(
                rank,
                worker,
                name,
                totalComputeMs,
                tasksCompleted,
                sessionsJoined,
                operations,
                lastSeen,
                Standing.NEWCOMER);
    }
}
