package org.distributedbrain;

import java.util.concurrent.CompletableFuture;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.loop.Mailbox;
import org.distributedbrain.loop.Requestors;
import org.distributedbrain.persist.JobStore;

/** What the operator decides about workers, connected or not. Every call waits until it is so, and durable where it outlives the run. */
final class WorkerDesk {
    private static final String BY_HAND = "the operator wants it so";

    private final JobStore store;
    private final Mailbox mailbox;
    private final Requestors requestors;

    WorkerDesk(JobStore store, Mailbox mailbox, Requestors requestors) {
        this.store = store;
        this.mailbox = mailbox;
        this.requestors = requestors;
    }

    Standing quarantine(WorkerId worker) {
        return decide(worker, new Event.QuarantineRequested(worker, standing(worker), BY_HAND));
    }

    Standing release(WorkerId worker) {
        Standing stored = standing(worker);
        return stored.isQuarantined() ? decide(worker, new Event.ReleaseRequested(worker, stored)) : stored;
    }

    /** It gets nothing new, until it is resumed or this orchestrator ends. */
    void drain(WorkerId worker) {
        wish(worker, new Event.DrainRequested(worker));
    }

    void resume(WorkerId worker) {
        wish(worker, new Event.ResumeRequested(worker));
    }

    /** It leaves at once, if it is connected. */
    void remove(WorkerId worker) {
        wish(worker, new Event.RemovalRequested(worker));
    }

    private void wish(WorkerId worker, Event wish) {
        standing(worker); // there was such a worker
        decide(worker, wish);
    }

    private Standing decide(WorkerId worker, Event wish) {
        CompletableFuture<Void> done = requestors.standing(worker);
        mailbox.post(wish);
        done.join();
        return standing(worker);
    }

    private Standing standing(WorkerId worker) {
        return store.standing(worker)
                .orElseThrow(() -> new BadInput("There is no worker " + shortened(worker)
                        + ": ./brain workers lists those that are connected."));
    }

    private static String shortened(WorkerId worker) {
        String text = worker.value();
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
