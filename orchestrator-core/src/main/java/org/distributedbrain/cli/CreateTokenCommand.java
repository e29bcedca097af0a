package org.distributedbrain.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.TokenDocument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain token create}: the token alone goes to stdout, so that a script can keep it. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Create a token and show it, this once.",
        footer = {"", "Example: ./brain token create --scope submit --name lab --expires 30d --jobs 5"})
final class CreateTokenCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "What its owner's jobs and devices are known by.")
    String name = "";

    @Option(
            names = "--scope",
            required = true,
            paramLabel = "SCOPE",
            description =
                    "read: look at everything; submit: also hand in jobs; operate: everything that the operator may.")
    String scope = "";

    @Option(names = "--expires", paramLabel = "TIME", description = "When it ends: 30d, 12h or 45m. Default: never.")
    @Nullable String expires;

    @Option(names = "--jobs", paramLabel = "N", description = "Unfinished jobs it may have at once. Default: 100.")
    @Nullable Integer jobs;

    @Option(names = "--requests", paramLabel = "N", description = "Requests it may make a second. Default: 100.")
    @Nullable Integer requests;

    CreateTokenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var created = api.post("/api/v1/tokens", wish(), TokenDocument.Created.class);
            if (client.json) {
                terminal.out().println(Json.pretty(created));
                return ExitStatus.DONE;
            }
            terminal.out().println(created.secret());
            terminal.err()
                    .println("This is the only time that the token of '"
                            + created.token().name()
                            + "' is shown: give it to its owner, who sets BRAIN_TOKEN to it. ./brain token revoke "
                            + created.token().name() + " makes it void.");
            return ExitStatus.DONE;
        }
    }

    private Map<String, Object> wish() {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("name", name);
        wish.put("scope", scope);
        put(wish, "expiresIn", expires);
        put(wish, "unfinishedJobs", jobs);
        put(wish, "requestsPerSecond", requests);
        return wish;
    }

    private static void put(Map<String, Object> wish, String field, @Nullable Object value) {
        if (value != null) {
            wish.put(field, value);
        }
    }
}
