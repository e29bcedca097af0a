package org.distributedbrain.server.api;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.job.Quarantine;
import org.distributedbrain.publish.LeaderboardRow;
import org.jspecify.annotations.Nullable;

/** The best contributors of all time, best first; {@code next} is the {@code after} of the page that follows, absent on the last. */
public record LeaderboardDocument(
        List<Row> leaderboard, @Nullable String next) {

    public static LeaderboardDocument of(List<LeaderboardRow> rows, @Nullable String next) {
        return new LeaderboardDocument(rows.stream().map(Row::of).toList(), next);
    }

    /**
     * What one worker gave over all its sessions; {@code operations} are operations of verified chunks, which it is ranked
     * by; {@code totalComputeMs} is its own clock. The rest is as in {@link NodeDocument}.
     */
    public record Row(
            int rank,
            String workerId,
            String name,
            double totalComputeMs,
            int tasksCompleted,
            int sessionsJoined,
            double operations,
            Instant lastSeen,
            int reputation,
            long consecutive,
            int lies,
            @Nullable Instant quarantinedAt) {

        static Row of(LeaderboardRow row) {
            Quarantine quarantine = row.standing().quarantine();
            return new Row(
                    row.rank(),
                    row.worker().value(),
                    row.name(),
                    row.totalComputeMs(),
                    row.tasksCompleted(),
                    row.sessionsJoined(),
                    row.operations(),
                    row.lastSeen(),
                    row.standing().reputation(),
                    row.standing().consecutive(),
                    row.standing().lies(),
                    quarantine == null ? null : quarantine.since());
        }
    }
}
