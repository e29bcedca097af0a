package org.distributedbrain.server.api;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.publish.LeaderboardRow;

/** The best contributors of all time, best first. */
public record LeaderboardDocument(List<Row> leaderboard) {

    public static LeaderboardDocument of(List<LeaderboardRow> rows) {
        return new LeaderboardDocument(rows.stream().map(Row::of).toList());
    }

    /** What one worker gave over all its sessions; {@code operations} are floating-point operations of verified chunks. */
    public record Row(
            int rank,
            String workerId,
            String name,
            double totalComputeMs,
            int tasksCompleted,
            int sessionsJoined,
            double operations,
            Instant lastSeen) {

        static Row of(LeaderboardRow row) {
            return new Row(
                    row.rank(),
                    row.worker().value(),
                    row.name(),
                    row.totalComputeMs(),
                    row.tasksCompleted(),
                    row.sessionsJoined(),
                    row.operations(),
                    row.lastSeen());
        }
    }
}
