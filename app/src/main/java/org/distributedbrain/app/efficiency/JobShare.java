package org.distributedbrain.app.efficiency;

import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of the workers went in a finished job.
 *
 * @param computing the part of their time in which they computed, 0 to 1: computeTime / totalTime (FR-010)
 * @param transferring the part in which they had nothing to compute because bytes travelled; never more than is left
 * @param predictedMs null when nothing was expected
 * @param errorPercent how far that was off, in percent of the truth; positive when it was too long
 */
record JobShare(
        JobId id,
        String label,
        JobMetrics metrics,
        double computing,
        double transferring,
        @Nullable Double predictedMs,
        @Nullable Double errorPercent) {

    /** Null for a job that is not done. */
    static @Nullable JobShare of(JobView job) {
        JobMetrics metrics = job.metrics();
        if (metrics == null) {
            return null;
        }
        double all = metrics.workersUsed() * metrics.totalMs();
        double computing = Math.clamp(metrics.efficiencyPercent() / 100, 0, 1);
        double transferring = all == 0 ? 0 : Math.clamp(metrics.transferMs() / all, 0, 1 - computing);
        Estimate estimate = job.estimate();
        return new JobShare(
                job.id(),
                job.label(),
                metrics,
                computing,
                transferring,
                estimate == null ? null : estimate.totalMs(),
                estimate == null ? null : estimate.errorPercent(metrics.totalMs()));
    }

    long bytes() {
        return metrics.bytesOut() + metrics.bytesIn();
    }

    double waiting() {
        return 1 - computing - transferring;
    }
}
