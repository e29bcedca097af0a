package org.distributedbrain.server;

import java.util.Set;

/**
 * How the door is hung.
 *
 * @param host the address to listen on; loopback unless the operator opens the door
 * @param port 0 for any free one
 * @param operatorToken what programs must show to use {@code /api/v1}
 * @param allowedOrigins other web origins whose pages may use the API; {@code *} for any
 * @param maxBlobBytes the longest operand file that is accepted
 */
public record HttpOptions(String host, int port, String operatorToken, Set<String> allowedOrigins, long maxBlobBytes) {

    public static final int DEFAULT_PORT = 3000;
    public static final String LOOPBACK = "127.0.0.1";
    /** Room for a 32768×32768 matrix of float64. */
    public static final long DEFAULT_MAX_BLOB_BYTES = (8L << 30) + 4096;

    public HttpOptions {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    public HttpOptions(String host, int port, String operatorToken, Set<String> allowedOrigins) {
        this(host, port, operatorToken, allowedOrigins, DEFAULT_MAX_BLOB_BYTES);
    }
}
