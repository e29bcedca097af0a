package org.distributedbrain.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;

/**
 * Whole jobs through a real orchestrator and native workers in one process. Prints one line a job.
 *
 * <p>Arguments: size, workers, threads of each, repetitions.
 */
public final class GridBenchmark {
    private GridBenchmark() {}

    public static void main(String[] args) throws Exception {
        int size = Integer.parseInt(args[0]);
        int count = Integer.parseInt(args[1]);
        int threads = Integer.parseInt(args[2]);
        int repetitions = Integer.parseInt(args[3]);
        Path folder = Files.createTempDirectory("grid-benchmark");
        List<NativeWorker> workers = new ArrayList<>();
        try (Orchestrator orchestrator = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder), 0))) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                workers.add(NativeWorker.start(
                        orchestrator.invitation().best(),
                        NativeWorkerOptions.defaults().withName("worker " + i).withThreads(threads)));
            }
            while (orchestrator.snapshot().totals().activeWorkers() < count) {
                Thread.sleep(5);
            }
            System.out.printf(Locale.ROOT, "workers ready after %.0f ms%n", (System.nanoTime() - start) / 1e6);
            for (int i = 0; i < repetitions; i++) {
                run(orchestrator, size, i);
            }
            workers.forEach(NativeWorker::close);
        }
    }

    private static void run(Orchestrator orchestrator, int size, int seed) throws InterruptedException {
        long start = System.nanoTime();
        JobView job = orchestrator.submit(
                new JobSpec(new MatmulSource.Synthetic(new MatmulSize(size, size, size), seed), "benchmark"));
        job = orchestrator.await(job.id(), Duration.ofMinutes(5));
        double wall = (System.nanoTime() - start) / 1e6;
        if (job.metrics() == null) {
            System.out.println(job.state() + " " + job.failure());
            return;
        }
        var metrics = job.metrics();
        System.out.printf(
                Locale.ROOT,
                "%d³ %s: with submission %.0f ms, total %.0f, compute %.0f, transfer %.0f ms, %d chunks, efficiency %.0f %%, heap %d MiB%n",
                size,
                job.state(),
                wall,
                metrics.totalMs(),
                metrics.computeMs(),
                metrics.transferMs(),
                metrics.chunks(),
                metrics.efficiencyPercent(),
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }
}
