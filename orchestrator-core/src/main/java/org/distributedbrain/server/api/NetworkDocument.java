package org.distributedbrain.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.distributedbrain.publish.NetworkTotals;

/** What all devices that were seen in the last five minutes have together, in JSON. */
public record NetworkDocument(boolean success, Totals data) {

    public static NetworkDocument of(NetworkTotals totals) {
        return new NetworkDocument(
                true,
                new Totals(
                        totals.activeNodes(),
                        totals.ramGb(),
                        totals.cpuCores(),
                        totals.storageGb(),
                        totals.computeScore()));
    }

    /** In gigabytes and cores; the score is {@code 2·ram + 5·cores + 0.05·storage}. */
    public record Totals(
            @JsonProperty("active_nodes") long activeNodes,
            @JsonProperty("total_ram_gb") double totalRamGb,
            @JsonProperty("total_cpu_cores") long totalCpuCores,
            @JsonProperty("total_storage_gb") double totalStorageGb,
            @JsonProperty("total_compute_score") double totalComputeScore) {}
}
