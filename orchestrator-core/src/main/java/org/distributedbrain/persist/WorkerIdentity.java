package org.distributedbrain.persist;

import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** A worker's identity; {@code newSecret} is present only when it was just made, and is kept nowhere else in clear. */
public record WorkerIdentity(
        WorkerId id, String name, @Nullable String newSecret) {}
