package org.distributedbrain.server;

import java.time.Duration;

/**
 * What one client may take of the server; {@link #STANDARD} holds the figures of docs/security.md. Addresses are counted as {@link ClientAddress}
 * groups them; programs on this computer are not counted by address.
 *
 * @param head in how much time the head of a request must be there, from its first byte on
 * @param idle how long a connection may rest: between two requests, or in the middle of a body or an answer that nobody reads
 * @param stall so much time has a body for each {@code bytesPerStall}, as long as the server waits for it
 * @param bytesPerStall how many bytes of a body must arrive within {@code stall}
 * @param connections at once, of all clients
 * @param connectionsPerAddress at once, of one address
 * @param requestsPerSecond of one address, on average
 * @param burst of one address, at once
 * @param wrongTokensPerMinute of one address, before it has to wait
 */
public record RequestLimits(
        Duration head,
        Duration idle,
        Duration stall,
        long bytesPerStall,
        int connections,
        int connectionsPerAddress,
        int requestsPerSecond,
        int burst,
        int wrongTokensPerMinute) {

    public static final RequestLimits STANDARD = new RequestLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            4_096,
            12_000,
            1_000,
            500,
            2_000,
            30);
}
