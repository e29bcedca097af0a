package org.distributedbrain.app.start;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the person asked for; null means the orchestrator's own default.
 *
 * @param port where to listen; 0 takes any free port
 * @param host the address to bind
 * @param data the folder that holds everything
 */
public record ConsoleOptions(
        @Nullable Integer port,
        @Nullable String host,
        @Nullable Path data) {

    public ConsoleOptions withPort(int other) {
        return new ConsoleOptions(other, host, data);
    }

    public ConsoleOptions withData(Path other) {
        return new ConsoleOptions(port, host, other);
    }
}
