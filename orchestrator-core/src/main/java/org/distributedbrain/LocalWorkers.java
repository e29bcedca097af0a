package org.distributedbrain;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.distributedbrain.worker.NativeWorker;
import org.distributedbrain.worker.NativeWorkerOptions;

/** The native workers of this process. They join through the same door as every other worker. */
final class LocalWorkers implements AutoCloseable {
    private final Supplier<URI> joinUrl;
    private final Path stateFolder;
    private final List<Running> running = new CopyOnWriteArrayList<>();

    LocalWorkers(Supplier<URI> joinUrl, Path stateFolder) {
        this.joinUrl = joinUrl;
        this.stateFolder = stateFolder;
    }

    private final class Running implements Grid.LocalWorker {
        private final String name;
        private final int threads;
        private final NativeWorker worker;

        Running(String name, int threads, NativeWorker worker) {
            this.name = name;
            this.threads = threads;
            this.worker = worker;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int threads() {
            return threads;
        }

        /** The operator may have removed it. */
        boolean hasEnded() {
            return worker.ended().isDone();
        }

        @Override
        public void close() {
            running.remove(this);
            worker.close();
        }
    }

    Grid.LocalWorker add(String name, int threads) {
        NativeWorkerOptions options = NativeWorkerOptions.defaults()
                .withName(name)
                .withThreads(threads)
                .withStateFolder(stateFolder.resolve(name.replaceAll("[^\\p{L}\\p{N}-]", "_")));
        Running worker = new Running(name, threads, NativeWorker.start(joinUrl.get(), options));
        running.add(worker);
        return worker;
    }

    List<Grid.LocalWorker> all() {
        running.removeIf(Running::hasEnded);
        return List.copyOf(running);
    }

    @Override
    public void close() {
        running.forEach(Running::close);
    }
}
