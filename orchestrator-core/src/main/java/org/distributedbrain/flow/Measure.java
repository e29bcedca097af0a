package org.distributedbrain.flow;

import org.distributedbrain.job.Pace;
import org.distributedbrain.job.WorkerId;

/** Keeps what a job taught of its workers' speeds. */
final class Measure {
    private Measure() {}

    /** The job is done: what was measured of the workers that took part is kept for the next time they come. */
    static void ended(CoreState state, JobRecord job, Decisions out) {
        for (WorkerId id : job.tally.workers()) {
            WorkerRecord worker = state.fleet.worker(id);
            Pace pace = worker == null ? null : worker.pace();
            if (pace != null) {
                out.fact(new Fact.WorkerMeasured(id, pace, out.now()));
            }
        }
    }
}
