package org.distributedbrain.cli;

import java.util.List;

/** Every command of {@code brain}, in the order its help shows them. {@code test} and {@code package} are done by the launcher. */
final class Commands {
    private Commands() {}

    static List<Object> all(Terminal terminal) {
        return List.of(
                new ConsoleCommand(terminal),
                new ServeCommand(terminal),
                new WorkCommand(terminal),
                new DemoCommand(terminal),
                SubmitCommand.of(terminal),
                new PutCommand(terminal),
                OperandsCommand.of(terminal),
                new JobsCommand(terminal),
                new JobCommand(terminal),
                new CancelCommand(terminal),
                new ResultCommand(terminal),
                new VerifyCommand(terminal),
                new ExecutionsCommand(terminal),
                new InviteCommand(terminal),
                TokenCommand.of(terminal),
                TunnelCommand.of(terminal),
                new WorkersCommand(terminal),
                new DrainCommand(terminal),
                new ResumeCommand(terminal),
                new RemoveCommand(terminal),
                new QuarantineCommand(terminal),
                new ReleaseCommand(terminal),
                new LeaderboardCommand(terminal),
                new StatsCommand(terminal),
                new FaultsCommand(terminal),
                new HistoryCommand(terminal),
                new ConfigCommand(terminal),
                new BenchCommand(terminal));
    }
}
