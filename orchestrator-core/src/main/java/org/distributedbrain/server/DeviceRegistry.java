package org.distributedbrain.server;

import java.util.List;
import java.util.Optional;
import org.distributedbrain.job.DeviceSpec;
import org.distributedbrain.publish.DeviceView;
import org.distributedbrain.publish.NetworkTotals;
import org.jspecify.annotations.Nullable;

/** The devices that offer themselves to the network. An owner sees and changes only its own. */
public interface DeviceRegistry {
    /** What the devices that were seen in the last five minutes have together; at most a second old. */
    NetworkTotals totals();

    /** Adds a device, or changes the owner's one of the same name. @throws BadInput when there are too many */
    DeviceView register(String owner, DeviceSpec spec);

    /** A sign of life. Empty when the owner has no such device. */
    Optional<DeviceView> seen(String owner, String device);

    /** It is not to be counted any more. Empty when the owner has no such device. */
    Optional<DeviceView> deactivate(String owner, String device);

    /**
     * In the order of their names.
     *
     * @param owner null for all devices, with those that joined as workers
     * @param after the id of the last one of the page before; null for the first page
     */
    List<DeviceView> devices(@Nullable String owner, @Nullable String after, int limit);
}
