package org.distributedbrain.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain tunnel status}: how the tunnel is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show how the tunnel is and what went through it this month.",
        footer = {"", "Example: ./brain tunnel status --json"})
final class TunnelStatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    TunnelStatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return TunnelCommand.show(terminal, client);
    }
}
