package org.distributedbrain.cli;

import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain quarantine ID}. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description =
                "Give a worker no work, and drop what it has and gave that is not verified yet, until it is released.")
final class QuarantineCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Mixin
    WorkerIdOption worker;

    QuarantineCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var standing = api.judge(worker.resolve(api), "quarantine");
            terminal.out()
                    .println(
                            client.json
                                    ? Json.pretty(standing)
                                    : "Worker " + standing.workerId() + " is in quarantine: ./brain release "
                                            + standing.workerId() + " ends that.");
            return ExitStatus.DONE;
        }
    }
}
