package org.distributedbrain.server.api;

/**
 * The public health figures.
 *
 * @param status {@code ok}
 * @param uptimeSeconds since the server opened its door
 */
public record StatusDocument(
        String status,
        String version,
        double uptimeSeconds,
        int activeWorkers,
        int jobsInQueue,
        int jobsCompleted,
        double averageResponseMs,
        double gigaflops) {}
