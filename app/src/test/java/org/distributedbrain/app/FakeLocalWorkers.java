package org.distributedbrain.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.distributedbrain.Grid.LocalWorker;
import org.distributedbrain.publish.WorkerState;

/** The native workers of a {@link FakeGrid}: shown while they are there, and as gone when they are closed. */
final class FakeLocalWorkers {
    private final FakeSnapshots shown;
    private final List<LocalWorker> running = new CopyOnWriteArrayList<>();

    FakeLocalWorkers(FakeSnapshots shown) {
        this.shown = shown;
    }

    private record Running(FakeLocalWorkers all, String name, int threads) implements LocalWorker {
        @Override
        public void close() {
            all.running.remove(this);
            all.shown.worker(name, w -> Samples.in(WorkerState.GONE, w));
        }
    }

    LocalWorker add(String name, int threads) {
        LocalWorker worker = new Running(this, name, threads);
        running.add(worker);
        shown.worker(Samples.worker(name, "desktop", "vector", "16 lanes", WorkerState.IDLE, 0, 0));
        return worker;
    }

    List<LocalWorker> all() {
        return List.copyOf(running);
    }
}
