package org.distributedbrain.publish;

import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.jspecify.annotations.Nullable;

/** Which faults are asked for; what is null does not matter. {@code worker} is a worker's id or its name. */
public record FaultFilter(
        @Nullable JobId job,
        @Nullable String worker,
        @Nullable FaultKind kind) {
    public static final FaultFilter ALL = new FaultFilter(null, null, null);
}
