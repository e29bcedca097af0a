package org.distributedbrain.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.DeviceSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What {@code POST /api/v1/network/devices/register} asks for; figures that are absent count as 0.
 *
 * @param deviceType phone, laptop, desktop or server
 */
record DeviceRequest(
        @JsonProperty("device_name") String deviceName,
        @JsonProperty("device_type") String deviceType,
        @JsonProperty("ram_gb") @Nullable Double ramGb,
        @JsonProperty("cpu_cores") @Nullable Integer cpuCores,
        @JsonProperty("storage_gb") @Nullable Double storageGb) {
    private static final Set<String> FIELDS = Set.of("device_name", "device_type", "ram_gb", "cpu_cores", "storage_gb");

    /** @throws BadInput naming the field */
    static DeviceSpec parse(byte[] body) {
        var json = RequestBody.object(
                body,
                "a device, for example {\"device_name\":\"Anna's laptop\",\"device_type\":\"laptop\",\"ram_gb\":16,"
                        + "\"cpu_cores\":8,\"storage_gb\":512}");
        RequestBody.refuseOthers(json, FIELDS);
        return new DeviceSpec(
                text(json, "device_name"),
                text(json, "device_type"),
                number(json, "ram_gb"),
                (int) whole(json, "cpu_cores"),
                number(json, "storage_gb"));
    }

    private static String text(JsonNode json, String field) {
        var text = RequestBody.text(json.get(field), field);
        if (text == null) {
            throw new BadInput(field + " is missing: every device has one.");
        }
        return text;
    }

    private static double number(JsonNode json, String field) {
        var node = json.path(field);
        if (node.isMissingNode()) {
            return 0;
        }
        if (!node.isNumber()) {
            throw new BadInput(field + " must be a number, not " + RequestBody.shown(node) + ".");
        }
        return node.asDouble();
    }

    private static long whole(JsonNode json, String field) {
        var number = number(json, field);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new BadInput(field + " must be a whole number, not " + RequestBody.shown(json.path(field)) + ".");
        }
        return (long) number;
    }
}
