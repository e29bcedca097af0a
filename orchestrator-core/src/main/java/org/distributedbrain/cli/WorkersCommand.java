package org.distributedbrain.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.InvitationDocument;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.NodeDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain workers}: who is connected, and the way in for others. */
@Command(name = "workers", aliases = "nodes", mixinStandardHelpOptions = true, description = "List the workers.")
final class WorkersCommand implements Callable<Integer> {
    /** So much of an id tells workers apart. */
    private static final int SHOWN = 8;

    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    WorkersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var page = api.get("/api/v1/nodes", NodeDocument.Page.class);
            if (client.json) {
                terminal.out().println(Json.pretty(page));
            } else if (page.nodes().isEmpty()) {
                var invitation = api.get("/api/v1/invitation", InvitationDocument.class);
                terminal.out()
                        .println("No worker is connected: open " + invitation.best()
                                + " on a device, or run ./brain work with it.");
            } else {
                print(page.nodes());
            }
            return ExitStatus.DONE;
        }
    }

    private void print(List<NodeDocument> nodes) {
        var table = new Table(
                List.of(
                        "worker", "kind", "engine", "device", "state", "score", "trust", "tasks", "compute", "Mops/s",
                        "address", "id"),
                Set.of("score", "trust", "tasks", "compute", "Mops/s"));
        for (var node : nodes) {
            table.row(
                    node.name(),
                    node.deviceKind(),
                    node.engine(),
                    node.device(),
                    node.state(),
                    node.reputation(),
                    node.consecutive(),
                    node.tasksCompleted(),
                    Figures.duration(node.computeMs()),
                    Figures.whole(node.mops()),
                    node.address(),
                    node.id().length() <= SHOWN ? node.id() : node.id().substring(0, SHOWN));
        }
        table.print(terminal);
        for (var node : nodes) {
            if (node.note() != null) {
                terminal.out().println(node.name() + ": " + node.note());
            }
        }
    }
}
