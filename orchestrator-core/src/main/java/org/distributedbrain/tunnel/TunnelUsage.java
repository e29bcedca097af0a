package org.distributedbrain.tunnel;

import java.time.Instant;

/**
 * What has gone through the tunnel in a calendar month of UTC, by whose months plans are counted.
 *
 * @param since the beginning of the count
 * @param bytesOut to devices: what plans limit
 * @param bytesIn from devices
 */
public record TunnelUsage(Instant since, long bytesOut, long bytesIn) {}
