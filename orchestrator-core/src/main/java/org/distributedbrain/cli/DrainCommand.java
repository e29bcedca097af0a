package org.distributedbrain.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain drain ID}. */
@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        description = "Give a worker nothing new and let it finish what it has, until it is resumed.")
final class DrainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Mixin
    WorkerIdOption worker;

    DrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var id = worker.resolve(api);
            api.tell(id, "drain");
            terminal.out()
                    .println(
                            client.json
                                    ? Json.pretty(Map.of("workerId", id))
                                    : "Worker " + id + " finishes what it has and gets nothing new: ./brain resume "
                                            + id + " ends that.");
            return ExitStatus.DONE;
        }
    }
}
