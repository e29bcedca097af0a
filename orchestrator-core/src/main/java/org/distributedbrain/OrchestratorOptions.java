package org.distributedbrain;

import java.net.URI;
import java.time.InstantSource;
import java.util.Set;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.server.HttpOptions;
import org.distributedbrain.tunnel.TunnelOptions;
import org.jspecify.annotations.Nullable;

/**
 * How an orchestrator is to run.
 *
 * @param data where it keeps what it keeps
 * @param host the address to listen on; {@code 127.0.0.1} for this computer only, {@code 0.0.0.0} for every network
 * @param port 0 for any free one
 * @param httpsPort where to serve https in the network: 0 for any free one, {@link #NEXT_PORT} for the one after {@code port}, or any free one
 *     where that is taken
 * @param publicUrl the address under which a tunnel or proxy makes it known, or null
 * @param trustForwarded whether the word of a proxy on this computer counts about where requests come from
 * @param allowedOrigins other web origins whose pages may connect
 */
public record OrchestratorOptions(
        DataPaths data,
        String host,
        int port,
        int httpsPort,
        @Nullable URI publicUrl,
        boolean trustForwarded,
        Set<String> allowedOrigins,
        TunnelOptions tunnel,
        InstantSource clock) {
    public static final int NEXT_PORT = -1;

    public OrchestratorOptions {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    HttpOptions http() {
        return new HttpOptions(host, port, allowedOrigins);
    }

    /** For this computer only. */
    public static OrchestratorOptions local(DataPaths data, int port) {
        return new OrchestratorOptions(
                data, "127.0.0.1", port, NEXT_PORT, null, false, Set.of(), TunnelOptions.NONE, InstantSource.system());
    }

    /** The same with another tunnel. */
    public OrchestratorOptions withTunnel(TunnelOptions other) {
        return new OrchestratorOptions(
                data, host, port, httpsPort, publicUrl, trustForwarded, allowedOrigins, other, clock);
    }
}
