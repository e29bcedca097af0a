package org.distributedbrain.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.HttpOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an orchestrator listens and keeps its data: from the command line, else from the environment, checked before anything starts. */
final class ServerOptions {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen; 0 for any free port. Default: PORT, else 3000.")
    @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description =
                    "The address to listen on. Default: 127.0.0.1, this computer only; 0.0.0.0 for every network.")
    @Nullable String host;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder. Default: BRAIN_DATA, else ~/.distributed-brain.")
    @Nullable Path data;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The address under which devices reach this computer, for example https://brain.example.org.")
    @Nullable String publicUrl;

    int port(Map<String, String> environment) {
        if (port != null) {
            return checked(port, "--port");
        }
        var text = environment.get("PORT");
        if (text == null || text.isBlank()) {
            return HttpOptions.DEFAULT_PORT;
        }
        try {
            return checked(Integer.parseInt(text.strip()), "PORT");
        } catch (NumberFormatException e) {
            throw new BadInput(
                    "The variable PORT is '" + text
                            + "', which is not a port: set it to a number from 1 to 65535, or remove it.",
                    e);
        }
    }

    String host() {
        return host == null ? HttpOptions.LOOPBACK : host;
    }

    /** @throws BadInput when it is not an http or https address without a path */
    @Nullable URI publicUrl() {
        if (publicUrl == null) {
            return null;
        }
        var address = ClientOptions.address(publicUrl);
        if (!publicUrl.contains("://")) {
            throw new BadInput(
                    "The public URL '" + publicUrl + "' has no scheme: write https:// or http:// before it.");
        }
        return address;
    }

    /** {@code ALLOWED_ORIGINS}, separated by commas. @throws BadInput when one is not an origin */
    Set<String> allowedOrigins(Map<String, String> environment) {
        var text = environment.getOrDefault("ALLOWED_ORIGINS", "");
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .map(ServerOptions::origin)
                .collect(Collectors.toSet());
    }

    private static String origin(String text) {
        if (!text.equals("*") && !text.matches("https?://[A-Za-z0-9.\\[\\]:_-]+")) {
            throw new BadInput(
                    "The variable ALLOWED_ORIGINS names '" + text
                            + "', which is not an origin: write a scheme, a host and perhaps a port, for example https://example.org.");
        }
        return text;
    }

    private static int checked(int port, String where) {
        if (port < 0 || port > 65535) {
            throw new BadInput(where + " is " + port + ", which is not a port: use 1 to 65535, or 0 for any free one.");
        }
        return port;
    }
}
