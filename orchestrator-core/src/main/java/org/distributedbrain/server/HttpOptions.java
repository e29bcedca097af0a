package org.distributedbrain.server;

import java.util.Set;
import org.distributedbrain.flow.Receive;

/**
 * How the door is hung.
 *
 * @param host the address to listen on; loopback unless the operator opens the door
 * @param port 0 for any free one
 * @param allowedOrigins other web origins whose pages may use the API; {@code *} for any
 * @param maxBlobBytes the longest operand file that is accepted
 * @param limits what one client may take of it
 */
public record HttpOptions(String host, int port, Set<String> allowedOrigins, long maxBlobBytes, RequestLimits limits) {

    public static final int DEFAULT_PORT = 3000;
    public static final String LOOPBACK = "127.0.0.1";
    /** Twice what a whole job may have as float32: float64 and text are longer. */
    public static final long DEFAULT_MAX_BLOB_BYTES = 2 * Receive.MAX_BYTES;

    public HttpOptions {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    public HttpOptions(String host, int port, Set<String> allowedOrigins) {
        this(host, port, allowedOrigins, DEFAULT_MAX_BLOB_BYTES);
    }

    public HttpOptions(String host, int port, Set<String> allowedOrigins, long maxBlobBytes) {
        this(host, port, allowedOrigins, maxBlobBytes, RequestLimits.STANDARD);
    }
}
