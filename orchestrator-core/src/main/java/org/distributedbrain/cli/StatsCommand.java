package org.distributedbrain.cli;

import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.StatusDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain stats}: how the orchestrator is doing. */
@Command(
        name = "stats",
        aliases = "status",
        mixinStandardHelpOptions = true,
        description = "Show how the orchestrator is doing.")
final class StatsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    StatsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var status = api.get("/api/status", StatusDocument.class);
            if (client.json) {
                terminal.out().println(Json.pretty(status));
                return ExitStatus.DONE;
            }
            line("version", status.version());
            line("up for", Figures.duration(1e3 * status.uptimeSeconds()));
            line("active workers", status.activeWorkers());
            line("jobs in queue", status.jobsInQueue());
            line("jobs completed", status.jobsCompleted());
            line("average response", Figures.duration(status.averageResponseMs()));
            line("speed now", Figures.whole(1e3 * status.gigaflops()) + " Mops/s");
            return ExitStatus.DONE;
        }
    }

    private void line(String name, Object value) {
        terminal.out().println(terminal.dim(name + " ".repeat(16 - name.length())) + "  " + value);
    }
}
