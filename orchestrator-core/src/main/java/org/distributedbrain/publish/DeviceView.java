package org.distributedbrain.publish;

import java.time.Instant;
import org.distributedbrain.job.DeviceSpec;
import org.jspecify.annotations.Nullable;

/**
 * One device of the registry as people see it.
 *
 * @param id a UUID; of one that joined as a worker, the worker's
 * @param owner who registered it; null when it joined as a worker
 * @param computeScore {@code 2·ram + 5·cores + 0.05·storage} (GB), computed by the database
 * @param active it was registered, and neither left nor was deactivated since
 */
public record DeviceView(
        String id,
        @Nullable String owner,
        DeviceSpec spec,
        double computeScore,
        boolean active,
        Instant lastSeen,
        Instant createdAt) {}
