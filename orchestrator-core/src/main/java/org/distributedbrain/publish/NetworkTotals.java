package org.distributedbrain.publish;

/**
 * What all active devices have together.
 *
 * @param activeNodes how many there are
 * @param ramGb gigabytes
 * @param cpuCores processor cores
 * @param storageGb gigabytes
 * @param computeScore {@code 2·ram + 5·cores + 0.05·storage}
 */
public record NetworkTotals(long activeNodes, double ramGb, long cpuCores, double storageGb, double computeScore) {}
