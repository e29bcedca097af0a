package org.distributedbrain.publish;

import java.time.Instant;
import org.distributedbrain.job.WorkerId;

/** What one worker gave, over all its sessions (FR-007). {@code rank} counts from 1. */
public record LeaderboardRow(
        int rank,
        WorkerId worker,
        String name,
        double totalComputeMs,
        int tasksCompleted,
        int sessionsJoined,
        double operations,
        Instant lastSeen) {}
