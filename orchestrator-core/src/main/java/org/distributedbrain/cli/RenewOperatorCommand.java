package org.distributedbrain.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.TokenDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain token renew-operator}: for when the operator's token came into wrong hands. */
@Command(
        name = "renew-operator",
        mixinStandardHelpOptions = true,
        description = "Make a new operator token and show it; the old one is void at once.")
final class RenewOperatorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    RenewOperatorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var renewed = api.post("/api/v1/tokens/operator/renew", Map.of(), TokenDocument.Operator.class);
            if (client.json) {
                terminal.out().println(Json.pretty(renewed));
                return ExitStatus.DONE;
            }
            terminal.out().println(renewed.secret());
            terminal.err()
                    .println(
                            "It lies in the data folder too, in operator.token, where commands on that computer find it.");
            return ExitStatus.DONE;
        }
    }
}
