package org.distributedbrain.persist;

import org.distributedbrain.job.Pace;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * A worker's identity.
 *
 * @param newSecret present only when it was just made, and kept nowhere else in clear
 * @param pace how fast it was when it was here before, or null when that was not measured
 * @param standing what is thought of it
 */
public record WorkerIdentity(
        WorkerId id,
        String name,
        @Nullable String newSecret,
        @Nullable Pace pace,
        Standing standing) {
    /** One of whom nothing is known. */
    public WorkerIdentity(WorkerId id, String name, @Nullable String newSecret) {
        this(id, name, newSecret, null, Standing.NEWCOMER);
    }
}
