package org.distributedbrain.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.TokenDocument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain token list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the tokens, not what they are: that is shown when one is created.")
final class ListTokensCommand implements Callable<Integer> {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    ListTokensCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var page = api.get("/api/v1/tokens?limit=1000", TokenDocument.Page.class);
            if (client.json) {
                terminal.out().println(Json.pretty(page));
            } else if (page.tokens().isEmpty()) {
                terminal.out()
                        .println("Nobody but the operator has a token: ./brain token create --scope submit --name NAME"
                                + " makes one.");
            } else {
                print(page.tokens());
            }
            return ExitStatus.DONE;
        }
    }

    private void print(List<TokenDocument> tokens) {
        var table = new Table(
                List.of("name", "id", "scope", "jobs", "requests/s", "created", "expires", "last used"),
                Set.of("jobs", "requests/s"));
        for (var token : tokens) {
            table.row(
                    token.name(),
                    token.id().substring(0, 8),
                    token.scope(),
                    token.unfinishedJobs(),
                    token.requestsPerSecond(),
                    when(token.createdAt()),
                    when(token.expiresAt()),
                    when(token.lastUsedAt()));
        }
        table.print(terminal);
    }

    private static String when(@Nullable Instant time) {
        return time == null ? "never" : WHEN.format(time);
    }
}
