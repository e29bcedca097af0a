package org.distributedbrain.app.stream;

import java.time.Instant;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/**
 * What a task stream can be of: everything that goes on, or one job.
 *
 * @param id null for everything
 * @param began null for everything
 * @param ended null while it goes on
 */
record StreamSource(
        @Nullable JobId id,
        String label,
        @Nullable Instant began,
        @Nullable Instant ended) {
    static final StreamSource LIVE = new StreamSource(null, "", null, null);

    static StreamSource of(JobView job) {
        return new StreamSource(job.id(), job.label(), job.submittedAt(), job.finishedAt());
    }

    /** Whether more is still to come. */
    boolean goesOn() {
        return ended == null;
    }

    boolean isAbout(@Nullable JobId job) {
        return id == null ? job == null : id.equals(job);
    }
}
