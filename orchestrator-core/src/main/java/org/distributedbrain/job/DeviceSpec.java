package org.distributedbrain.job;

import java.util.List;

/**
 * What a device that offers itself is said to be; nobody has checked it.
 *
 * @param name shown to people, 1 to 80 characters
 * @param type one of {@link #TYPES}
 * @param ramGb memory in gigabytes
 * @param cpuCores of its processor
 * @param storageGb what it could keep, in gigabytes
 */
public record DeviceSpec(String name, String type, double ramGb, int cpuCores, double storageGb) {
    public static final List<String> TYPES = List.of("phone", "laptop", "desktop", "server");

    public static final int LONGEST_NAME = 80;
    private static final double MOST_RAM_GB = 1e6;
    private static final int MOST_CORES = 100_000;
    private static final double MOST_STORAGE_GB = 1e9;

    /** @throws BadInput when a figure cannot be true, naming it */
    public DeviceSpec {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new BadInput("A device's name has 1 to " + LONGEST_NAME + " characters, not " + name.length() + ".");
        }
        if (!TYPES.contains(type)) {
            throw new BadInput("The device type '" + (type.length() <= 40 ? type : type.substring(0, 40) + "…")
                    + "' is unknown: use " + String.join(", ", TYPES) + ".");
        }
        within("ram_gb", ramGb, MOST_RAM_GB);
        within("cpu_cores", cpuCores, MOST_CORES);
        within("storage_gb", storageGb, MOST_STORAGE_GB);
    }

    private static void within(String field, double value, double most) {
        if (!(value >= 0 && value <= most)) { // NaN, too
            throw new BadInput(field + "=" + value + " is not possible: use a number from 0 to " + (long) most + ".");
        }
    }
}
