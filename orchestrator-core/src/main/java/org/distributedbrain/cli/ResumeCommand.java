package org.distributedbrain.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain resume ID}. */
@Command(name = "resume", mixinStandardHelpOptions = true, description = "Let a drained worker work again.")
final class ResumeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Mixin
    WorkerIdOption worker;

    ResumeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var id = worker.resolve(api);
            api.tell(id, "resume");
            terminal.out()
                    .println(client.json ? Json.pretty(Map.of("workerId", id)) : "Worker " + id + " gets work again.");
            return ExitStatus.DONE;
        }
    }
}
