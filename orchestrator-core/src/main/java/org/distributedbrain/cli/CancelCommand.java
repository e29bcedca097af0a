package org.distributedbrain.cli;

import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain cancel ID}. */
@Command(name = "cancel", mixinStandardHelpOptions = true, description = "End a job that has not ended.")
final class CancelCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Mixin
    JobIdOption job;

    CancelCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var cancelled = api.cancel(job.resolve(api));
            terminal.out().println(client.json ? Json.pretty(cancelled) : "Job " + cancelled.id() + " is cancelled.");
            return ExitStatus.DONE;
        }
    }
}
