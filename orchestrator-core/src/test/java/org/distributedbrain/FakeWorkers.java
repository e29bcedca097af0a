package org.distributedbrain;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerView;

/** The one worker of a {@link FakeGrid}: a phone that always computes, and remembers what was wanted of it. May be used from any thread. */
final class FakeWorkers {
    final List<String> wishes = new CopyOnWriteArrayList<>();
    private Standing standing = Standing.NEWCOMER.agreed();

    synchronized WorkerView only() {
        return Samples.phone(standing);
    }

    synchronized Standing quarantine(WorkerId worker, boolean wanted) {
        mustBeThere(worker);
        standing = wanted ? standing.quarantined("the operator wants it so", Samples.NOON) : standing.released();
        return standing;
    }

    void wish(String what, WorkerId worker) {
        mustBeThere(worker);
        wishes.add(what + " " + worker);
    }

    private void mustBeThere(WorkerId worker) {
        if (!worker.equals(only().id())) {
            throw new BadInput("There is no worker " + worker + ".");
        }
    }
}
