package org.distributedbrain.job;

import java.time.Instant;
import java.util.List;

/** Jobs for tests. */
public final class TestJobs {
    private TestJobs() {}

    /** As most people want it, with operands that only it reads. */
    public static Job job(JobId id, MatmulSize size, String label, List<String> notes, Instant submittedAt) {
        return job(id, size, JobOptions.DEFAULT, label, notes, submittedAt);
    }

    public static Job job(
            JobId id, MatmulSize size, JobOptions options, String label, List<String> notes, Instant submittedAt) {
        return Job.of(id, size, new MatmulSource.Synthetic(size, 7), options, label, notes, submittedAt);
    }
}
