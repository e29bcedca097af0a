package org.distributedbrain.app.start;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.distributedbrain.OrchestratorOptions;
import org.jspecify.annotations.Nullable;

/**
 * How the console's orchestrator is to run.
 *
 * @param port where to listen; 0 takes any free port
 * @param httpsPort as in {@link org.distributedbrain.OrchestratorOptions}
 * @param host the address to bind
 * @param data the folder that holds everything, or null for the usual one
 * @param publicUrl the address under which a tunnel or proxy makes it known, or null
 * @param trustForwarded whether a proxy's word counts about where requests come from
 * @param allowedOrigins other web origins whose pages may connect
 * @param tunnel whether the tunnel is wanted from the start on
 * @param jsonLog whether the log is for programs: a JSON object a line
 */
public record ConsoleOptions(
        int port,
        int httpsPort,
        String host,
        @Nullable Path data,
        @Nullable URI publicUrl,
        boolean trustForwarded,
        Set<String> allowedOrigins,
        boolean tunnel,
        boolean jsonLog) {

    public ConsoleOptions {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** For this computer only, with the usual data folder. */
    public static ConsoleOptions local(int port) {
        return new ConsoleOptions(
                port, OrchestratorOptions.NEXT_PORT, "127.0.0.1", null, null, false, Set.of(), false, false);
    }

    public ConsoleOptions withPort(int other) {
        return new ConsoleOptions(
                other, httpsPort, host, data, publicUrl, trustForwarded, allowedOrigins, tunnel, jsonLog);
    }

    public ConsoleOptions withData(Path other) {
        return new ConsoleOptions(
                port, httpsPort, host, other, publicUrl, trustForwarded, allowedOrigins, tunnel, jsonLog);
    }
}
