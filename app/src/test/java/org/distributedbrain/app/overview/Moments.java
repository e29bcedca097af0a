package org.distributedbrain.app.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.Samples;
import org.distributedbrain.publish.EndedTail;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.Totals;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;

/** Snapshots of a grid at one moment. */
final class Moments {
    private Moments() {}

    static Instant at(double seconds) {
        return FakeGrid.NOW.plusMillis(Math.round(seconds * 1000));
    }

    static Snapshot of(double seconds, List<WorkerView> workers, List<JobView> jobs, List<FaultView> faults) {
        return of(seconds, workers, jobs, faults, 0);
    }

    /** So much is computed, by so many of so many workers. */
    static Snapshot speed(double seconds, double gigaflops, int computing, int idle) {
        List<WorkerView> workers = new ArrayList<>();
        for (int i = 0; i < computing + idle; i++) {
            workers.add(worker("w" + i, i < computing ? WorkerState.COMPUTING : WorkerState.IDLE));
        }
        return of(seconds, workers, List.of(), List.of(), gigaflops);
    }

    private static Snapshot of(
            double seconds, List<WorkerView> workers, List<JobView> jobs, List<FaultView> faults, double gigaflops) {
        int active = (int) workers.stream()
                .filter(worker -> worker.state() != WorkerState.GONE)
                .count();
        return new Snapshot(
                Math.round(seconds * 1000),
                at(seconds),
                workers,
                jobs,
                new Totals(active, 0, 0, 0, gigaflops),
                List.of(),
                new EndedTail(0, List.of()),
                faults,
                null);
    }

    static WorkerView worker(String name, WorkerState state) {
        return Samples.worker(name, "phone", "webgpu", "Adreno", state, 1, 100);
    }
}
