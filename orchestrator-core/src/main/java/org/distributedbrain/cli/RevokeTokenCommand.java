package org.distributedbrain.cli;

import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code brain token revoke}. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Make a token void at once; jobs that were submitted with it go on.")
final class RevokeTokenCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Parameters(paramLabel = "ID", description = "The token's name or its whole id.")
    String token = "";

    RevokeTokenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var revoked = api.revokeToken(token);
            terminal.out()
                    .println(client.json ? Json.pretty(revoked) : "The token of '" + revoked.name() + "' is void.");
            return ExitStatus.DONE;
        }
    }
}
