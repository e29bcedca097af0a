package org.distributedbrain.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.InvitationDocument;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.TunnelDocument;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain tunnel}: how the tunnel is; with {@code start} and {@code stop} it is wanted or no longer. */
@Command(
        name = "tunnel",
        mixinStandardHelpOptions = true,
        description = "Show the tunnel through which devices anywhere can join; start or stop it.",
        footer = {"", "Example: ./brain tunnel start"})
final class TunnelCommand implements Callable<Integer> {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM").withZone(ZoneId.systemDefault());
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    TunnelCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** With what can be done to it. */
    static CommandLine of(Terminal terminal) {
        return new CommandLine(new TunnelCommand(terminal))
                .addSubcommand(new TunnelStartCommand(terminal))
                .addSubcommand(new TunnelStopCommand(terminal))
                .addSubcommand(new TunnelStatusCommand(terminal));
    }

    @Override
    public Integer call() {
        return show(terminal, client);
    }

    static int show(Terminal terminal, ClientOptions client) {
        try (var api = client.connect(terminal.environment())) {
            return tell(terminal, client, api, api.tunnel());
        }
    }

    /** Prints how it is; the exit status says whether it is as somebody wants it. */
    static int tell(Terminal terminal, ClientOptions client, ApiClient api, TunnelDocument tunnel) {
        if (client.json) {
            terminal.out().println(Json.pretty(tunnel));
        } else {
            print(terminal, api, tunnel);
        }
        return tunnel.state().equals("failed") ? ExitStatus.JOB_FAILED : ExitStatus.DONE;
    }

    private static String state(String word) {
        return switch (word) {
            case "starting" -> "The tunnel is being opened.";
            case "reconnecting" -> "The tunnel is interrupted.";
            case "failed" -> "There is no tunnel.";
            default -> "The tunnel is " + word + ".";
        };
    }

    private static void print(Terminal terminal, ApiClient api, TunnelDocument tunnel) {
        var out = terminal.out();
        if (tunnel.url() == null) {
            out.println(state(tunnel.state()));
        } else {
            out.println("The tunnel is on: " + tunnel.url());
            out.println(terminal.bold(api.get("/api/v1/invitation", InvitationDocument.class)
                    .best()
                    .toString()));
        }
        if (tunnel.sentence() != null) {
            out.println(tunnel.sentence());
        }
        var sent = Figures.bytes(tunnel.bytesOut());
        out.println("Since " + DAY.format(tunnel.countedSince()) + " " + sent
                + (tunnel.allowanceBytes() == 0 ? "" : " of " + Figures.bytes(tunnel.allowanceBytes()))
                + " went out through it and " + Figures.bytes(tunnel.bytesIn()) + " came in.");
    }
}
