package org.distributedbrain.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.distributedbrain.publish.DeviceView;
import org.jspecify.annotations.Nullable;

/**
 * One device of the registry in JSON, with the field names of its table.
 *
 * @param userId who registered it; absent when it joined as a worker
 * @param ramGb gigabytes
 * @param storageGb gigabytes
 * @param computeScore {@code 2·ram_gb + 5·cpu_cores + 0.05·storage_gb}
 */
public record DeviceDocument(
        String id,
        @JsonProperty("user_id") @Nullable String userId,
        @JsonProperty("device_name") String deviceName,
        @JsonProperty("device_type") String deviceType,
        @JsonProperty("ram_gb") double ramGb,
        @JsonProperty("cpu_cores") int cpuCores,
        @JsonProperty("storage_gb") double storageGb,
        @JsonProperty("compute_score") double computeScore,
        @JsonProperty("is_active") boolean isActive,
        @JsonProperty("last_seen") Instant lastSeen,
        @JsonProperty("created_at") Instant createdAt) {

    public static DeviceDocument of(DeviceView device) {
        return new DeviceDocument(
                device.id(),
                device.owner(),
                device.spec().name(),
                device.spec().type(),
                device.spec().ramGb(),
                device.spec().cpuCores(),
                device.spec().storageGb(),
                device.computeScore(),
                device.active(),
                device.lastSeen(),
                device.createdAt());
    }

    /** One device as the answer to a call. */
    public record Answer(boolean success, DeviceDocument data) {}

    /**
     * Some devices as the answer to a call, in the order of their names.
     *
     * @param next to be given as {@code after} for the next page; absent after the last
     */
    public record Page(
            boolean success,
            List<DeviceDocument> data,
            @Nullable String next) {}
}
