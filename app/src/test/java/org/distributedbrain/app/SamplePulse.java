package org.distributedbrain.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.distributedbrain.app.overview.OverviewModel;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.Totals;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;

/** Five minutes in which one worker after the other began to compute. */
final class SamplePulse {
    private static final int SECONDS = 300;
    private static final double[] GIGAFLOPS = {0, 48, 102, 171, 213.6};

    private SamplePulse() {}

    /** Ends with the snapshot as it is. */
    static void past(OverviewModel model, Snapshot now) {
        Random random = new Random(5);
        for (int second = 0; second <= SECONDS; second++) {
            int busy = second < 25 ? 0 : second < 90 ? 1 : second < 150 ? 2 : second < 225 ? 3 : 4;
            double noise = second == SECONDS ? 1 : 0.95 + 0.1 * random.nextDouble();
            List<WorkerView> workers = new ArrayList<>();
            for (WorkerView worker : now.workers()) {
                workers.add(worker.state() == WorkerState.GONE ? worker : at(worker, workers.size() < busy));
            }
            model.show(new Snapshot(
                    now.sequence() + second,
                    now.at().plusSeconds(second),
                    second == SECONDS ? now.workers() : workers,
                    now.jobs(),
                    new Totals(
                            now.totals().activeWorkers(),
                            now.totals().jobsInQueue(),
                            now.totals().jobsCompleted(),
                            now.totals().averageResponseMs(),
                            GIGAFLOPS[busy] * noise),
                    now.running(),
                    now.ended(),
                    now.faults(),
                    now.trouble()));
        }
    }

    private static WorkerView at(WorkerView worker, boolean busy) {
        return Samples.worker(
                worker.name(),
                worker.deviceKind(),
                worker.engine(),
                worker.device(),
                busy ? WorkerState.COMPUTING : WorkerState.IDLE,
                worker.tasksCompleted(),
                worker.mops());
    }
}
