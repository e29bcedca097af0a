package org.distributedbrain.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.LeaderboardDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain leaderboard}: who gave most, over all sessions. */
@Command(name = "leaderboard", mixinStandardHelpOptions = true, description = "Show the best contributors of all time.")
final class LeaderboardCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most. Default: 10.")
    int limit = 10;

    LeaderboardCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var board = api.get("/api/v1/leaderboard?limit=" + limit, LeaderboardDocument.class);
            if (client.json) {
                terminal.out().println(Json.pretty(board));
            } else if (board.leaderboard().isEmpty()) {
                terminal.out().println("Nobody has given anything yet.");
            } else {
                print(board);
            }
            return ExitStatus.DONE;
        }
    }

    private void print(LeaderboardDocument board) {
        var table = new Table(
                List.of("rank", "worker", "Gop", "tasks", "score", "trust", "compute", "sessions", ""),
                Set.of("rank", "Gop", "tasks", "score", "trust", "compute", "sessions"));
        for (var row : board.leaderboard()) {
            table.row(
                    row.rank(),
                    row.name(),
                    Figures.whole(row.operations() / 1e9),
                    row.tasksCompleted(),
                    row.reputation(),
                    row.consecutive(),
                    Figures.duration(row.totalComputeMs()),
                    row.sessionsJoined(),
                    row.quarantinedAt() == null ? "" : "quarantined");
        }
        table.print(terminal);
    }
}
