package org.distributedbrain.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.server.api.TunnelDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain tunnel start}: wants the tunnel on, and waits until it is or cannot be. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description =
                "Let devices anywhere join, through ngrok. It needs the token of an account there: tunnel-token in brain.conf, or NGROK_AUTHTOKEN where the orchestrator was started.",
        footer = {"", "Example: ./brain tunnel start --fetch"})
final class TunnelStartCommand implements Callable<Integer> {
    private static final long STEP_MILLIS = 200;
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Option(
            names = "--fetch",
            description = "Yes, fetch ngrok's agent from ngrok's site if it is not on the orchestrator's computer.")
    boolean fetch;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait until it is on, 0 to 600. Default: 60.")
    int wait = 60;

    TunnelStartCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (var api = client.connect(terminal.environment())) {
            var tunnel = api.startTunnel(fetch);
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.clamp(wait, 0, 600));
            while (isUndecided(tunnel) && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
                tunnel = api.tunnel();
            }
            return TunnelCommand.tell(terminal, client, api, tunnel);
        }
    }

    private static boolean isUndecided(TunnelDocument tunnel) {
        return tunnel.state().equals("starting") || tunnel.state().equals("reconnecting");
    }
}
