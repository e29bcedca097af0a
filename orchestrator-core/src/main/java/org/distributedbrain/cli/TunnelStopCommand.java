package org.distributedbrain.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain tunnel stop}: ends the tunnel. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "End the tunnel; devices that came through it are disconnected.",
        footer = {"", "Example: ./brain tunnel stop"})
final class TunnelStopCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    TunnelStopCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            return TunnelCommand.tell(terminal, client, api, api.stopTunnel());
        }
    }
}
