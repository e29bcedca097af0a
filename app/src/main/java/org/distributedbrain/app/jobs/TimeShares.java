package org.distributedbrain.app.jobs;

import org.distributedbrain.job.JobMetrics;

/**
 * Where the time of a job's workers went, as parts of 1: arithmetic, waiting for bytes with nothing to compute and sending results, and neither.
 */
record TimeShares(double compute, double transfer, double idle) {

    static TimeShares of(JobMetrics m) {
        double all = m.workersUsed() * m.totalMs();
        if (!(all > 0)) {
            return new TimeShares(0, 0, 1);
        }
        double compute = Math.clamp(m.computeMs() / all, 0, 1);
        double transfer =
                Math.clamp(m.transferMs() / all, 0, 1 - compute); // results are sent while the next chunk is computed
        return new TimeShares(compute, transfer, 1 - compute - transfer);
    }
}
