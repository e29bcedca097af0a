package org.distributedbrain.app.overview;

import java.time.Instant;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobView;

/** Something that happened on the grid and that people want to know of. */
sealed interface Event {
    Instant at();

    /** A worker joined, or went. */
    record OfWorker(Instant at, WorkerId worker, String name, boolean came) implements Event {}

    /** A job was submitted, or ended; as it was then. */
    record OfJob(Instant at, JobView job) implements Event {}

    /** Something broke; as it was known at first. */
    record OfFault(FaultView fault) implements Event {
        @Override
        public Instant at() {
            return fault.at();
        }
    }
}
