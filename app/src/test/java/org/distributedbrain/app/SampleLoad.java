package org.distributedbrain.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.distributedbrain.app.efficiency.EfficiencyModel;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.publish.EndedTail;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;

/** Five minutes in which workers computed most of the time, with a pause between two jobs. */
final class SampleLoad {
    private static final int SECONDS = 300;

    private SampleLoad() {}

    /** Ends with the snapshot as it is. */
    static void past(EfficiencyModel model, Snapshot now) {
        Random random = new Random(11);
        for (int second = 0; second <= SECONDS; second++) {
            boolean pause = second > 90 && second < 120;
            List<WorkerView> workers = new ArrayList<>();
            for (WorkerView worker : now.workers()) {
                double dice = random.nextDouble();
                WorkerState state = pause || dice > 0.9
                        ? WorkerState.IDLE
                        : dice < 0.66 ? WorkerState.COMPUTING : WorkerState.TRANSFERRING;
                workers.add(worker.state() == WorkerState.GONE ? worker : Samples.in(state, worker));
            }
            model.show(new Snapshot(
                    now.sequence() + second,
                    now.at().plusSeconds(second),
                    second == SECONDS ? now.workers() : workers,
                    now.jobs(),
                    now.totals(),
                    now.running(),
                    tail(now, second),
                    now.faults(),
                    now.trouble()));
        }
    }

    /** One more attempt every second. */
    private static EndedTail tail(Snapshot now, int second) {
        Attempt like = now.ended().latest().get(second % now.ended().latest().size());
        Attempt ended = new Attempt(
                like.task(),
                like.chunk(),
                like.worker(),
                like.readyAt(),
                like.sentAt(),
                like.startedAt(),
                like.computedAt(),
                like.returnedAt(),
                like.checkedAt(),
                now.at().plusSeconds(second),
                like.outcome(),
                like.bytesOut(),
                like.bytesIn(),
                like.computeMs());
        return new EndedTail(now.ended().next() + second + 1, List.of(ended));
    }
}
