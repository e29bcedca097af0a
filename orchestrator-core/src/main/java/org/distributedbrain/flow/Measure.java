package org.distributedbrain.flow;

import java.time.Instant;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** What tasks and jobs teach of speeds, as they return and end. */
final class Measure {
    private Measure() {}

    /** The last byte of a task's result is here. */
    static void returned(CoreState state, WorkerRecord worker, Lease lease) {
        lease.chunk.job.lastReturnedAt = lease.returnedAt;
        worker.meter.returned(lease, state.speeds.links);
    }

    /** The job is done: what was measured of the workers that took part is kept for the next time they come. */
    static void ended(CoreState state, JobRecord job, Decisions out) {
        Instant returned = job.lastReturnedAt;
        if (returned != null) {
            state.speeds.closing.add(job.job, Lease.millis(returned, out.now()));
        }
        state.speeds.experience.learn(job.view());
        for (WorkerId id : job.tally.workers()) {
            WorkerRecord worker = state.fleet.worker(id);
            @Nullable Pace pace = worker == null ? null : worker.pace();
            if (pace != null) {
                out.fact(new Fact.WorkerMeasured(id, pace, out.now()));
            }
        }
    }
}
