package org.distributedbrain.job;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker tells of its device and has measured of itself, as far as it can. Nobody has checked it: it is shown to people, and counts as a first
 * guess until something was measured here.
 *
 * @param operationsPerSecond by engine, of those that it tried
 * @param downBytesPerSecond to it, or null
 * @param upBytesPerSecond from it, or null
 * @param cores of the processor, or null
 * @param memoryGb of the device, or null
 * @param storageBytes what it could keep on the device, or null
 */
public record Capabilities(
        Map<String, Double> operationsPerSecond,
        @Nullable Double downBytesPerSecond,
        @Nullable Double upBytesPerSecond,
        @Nullable Double cores,
        @Nullable Double memoryGb,
        @Nullable Long storageBytes) {
    /** Of a worker that tells nothing. */
    public static final Capabilities UNTOLD = new Capabilities(Map.of(), null, null, null, null, null);

    public Capabilities {
        operationsPerSecond = Map.copyOf(operationsPerSecond);
    }
}
