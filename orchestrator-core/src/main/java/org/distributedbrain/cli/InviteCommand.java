package org.distributedbrain.cli;

import java.util.concurrent.Callable;
import org.distributedbrain.server.api.InvitationDocument;
import org.distributedbrain.server.api.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain invite}: the ways in for devices, the door to the network, and a new key. */
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        description = "Show how devices join; open or close the door to the network; make old invitations useless.")
final class InviteCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @ArgGroup
    @Nullable Wish wish;

    /** What is to change. */
    static final class Wish {
        @Option(
                names = "--open",
                description = "Let devices in this computer's networks join, until the orchestrator ends.")
        boolean open;

        @Option(
                names = "--close",
                description = "Let only this computer join; devices that came through the network are disconnected.")
        boolean close;

        @Option(
                names = "--renew",
                description = "Make a new key: earlier invitations stop working, devices that have joined stay.")
        boolean renew;
    }

    InviteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var invitation = ask(api);
            if (client.json) {
                terminal.out().println(Json.pretty(invitation));
            } else {
                print(invitation);
            }
            return ExitStatus.DONE;
        }
    }

    private InvitationDocument ask(ApiClient api) {
        if (wish == null) {
            return api.get("/api/v1/invitation", InvitationDocument.class);
        }
        return wish.renew ? api.renewInvitation() : api.openDoor(wish.open);
    }

    private void print(InvitationDocument invitation) {
        var out = terminal.out();
        out.println(terminal.bold(invitation.best().toString()));
        out.println();
        for (var way : invitation.ways()) {
            out.println(way.url());
            out.println("  " + terminal.dim(way.sentence()));
        }
        if (!invitation.fingerprint().isEmpty()) {
            out.println();
            out.println("The certificate of https in the network has the SHA-256 fingerprint");
            out.println(invitation.fingerprint());
        }
        out.println();
        out.println(
                switch (invitation.joined()) {
                    case 0 -> "Nobody has joined with this invitation yet.";
                    case 1 -> "1 device joined with this invitation.";
                    default -> invitation.joined() + " devices joined with this invitation.";
                });
        if (invitation.door().equals("closed")) {
            out.println("The door to the network is closed: ./brain invite --open lets devices in it join.");
        }
    }
}
