package org.distributedbrain.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A matrix that was put on the grid, for any job to use.
 *
 * @param id the SHA-256 of its file
 * @param name what its owner calls it; several may have one name
 * @param bytes the length of its file
 * @param putAt when it was first put there
 * @param usedAt when a job last began with it, or null
 */
public record StoredOperand(
        OperandId id,
        String name,
        int rows,
        int cols,
        long bytes,
        Instant putAt,
        @Nullable Instant usedAt) {}
