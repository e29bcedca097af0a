package org.distributedbrain.cli;

import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain release ID}. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = "End a worker's quarantine: it works like a newcomer.")
final class ReleaseCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Mixin
    WorkerIdOption worker;

    ReleaseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var standing = api.judge(worker.resolve(api), "release");
            terminal.out()
                    .println(
                            client.json
                                    ? Json.pretty(standing)
                                    : "Worker " + standing.workerId() + " is not in quarantine.");
            return ExitStatus.DONE;
        }
    }
}
