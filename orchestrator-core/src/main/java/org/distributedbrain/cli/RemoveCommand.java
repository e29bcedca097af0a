package org.distributedbrain.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain remove ID}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Send a worker away at once; what it has goes to others. It may join again.")
final class RemoveCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Mixin
    WorkerIdOption worker;

    RemoveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var id = worker.resolve(api);
            api.removeWorker(id);
            terminal.out()
                    .println(client.json ? Json.pretty(Map.of("workerId", id)) : "Worker " + id + " is off the grid.");
            return ExitStatus.DONE;
        }
    }
}
