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
 * @param allowedOrigins other web origins whose pages may connect
 * @param jsonLog whether the log is for programs: a JSON object a line
 */
public record ConsoleOptions(
        int port,
        int httpsPort,
        String host,
        @Nullable Path data,
        @Nullable URI publicUrl,
        Set<String> allowedOrigins,
        boolean jsonLog) {

    public ConsoleOptions {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** For this computer only, with the usual data folder. */
    public static ConsoleOptions local(int port) {
        return new ConsoleOptions(port, OrchestratorOptions.NEXT_PORT, "127.0.0.1", null, null, Set.of(), false);
    }

    public ConsoleOptions withPort(int other) {
        return new ConsoleOptions(other, httpsPort, host, data, publicUrl, allowedOrigins, jsonLog);
    }

    public ConsoleOptions withData(Path other) {
        return new ConsoleOptions(port, httpsPort, host, other, publicUrl, allowedOrigins, jsonLog);
    }
}
