package org.distributedbrain.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many workers on one orchestrator, and many small jobs through HTTP. */
final class ScaleBench implements Bench {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CLIENTS = 16;
    private static final int WARM_UP = 3;

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public List<Figure> run(Setup setup) throws Exception {
        List<Figure> figures = new ArrayList<>(crowd(setup));
        figures.addAll(smallJobs(setup));
        return figures;
    }

    private List<Figure> crowd(Setup setup) throws Exception {
        int workers = setup.count(1_000, 20);
        int chunks = setup.count(10_000, 200);
        Duration hold = Duration.ofMillis(setup.count(15_000, 500));
        try (GridProcess grid = GridProcess.start(setup.scratch().resolve("scale"));
                ZeroFleet fleet = new ZeroFleet(grid.join(), ZeroEvents.NONE)) {
            setup.progress().accept("scale: " + workers + " workers join");
            long began = System.nanoTime();
            fleet.add(workers, TinyJob.conduct(0), PATIENCE);
            double joined = (System.nanoTime() - began) / 1e6;
            setup.progress().accept("scale: " + workers + " workers, heartbeats for " + hold.toSeconds() + " s");
            Map<String, Object> job = TinyJob.upload(grid.client(), setup.scratch(), chunks);
            Thread.sleep(hold);
            setup.progress().accept("scale: " + workers + " workers, a job of " + chunks + " chunks");
            var metrics = grid.client().runToEnd(job).metrics();
            double took = metrics == null ? Double.NaN : metrics.totalMs();
            double planned = metrics == null ? Double.NaN : metrics.chunks();
            String with = workers + " workers: ";
            return List.of(
                    Figure.of(name(), with + "all connected and registered", joined, "ms"),
                    Figure.of(name(), with + "job of " + (long) planned + " chunks", took, "ms"),
                    Figure.of(name(), with + "chunks a second", planned / took * 1e3, "/s"),
                    Figure.of(name(), with + "connections lost", fleet.counts().lost(), "")
                            .atMost(0),
                    Figure.of(name(), with + "results refused", fleet.counts().rejected(), "")
                            .atMost(0),
                    Figure.of(
                                    name(),
                                    with + "the orchestrator's peak memory",
                                    grid.child().peakMiB(),
                                    "MiB")
                            .atMost(1_024)
                            .noted("resident set, whole process"));
        }
    }

    private List<Figure> smallJobs(Setup setup) throws Exception {
        int jobs = setup.count(400, 20);
        try (GridProcess grid =
                GridProcess.start(setup.scratch().resolve("small"), 0, List.of(), List.of("--local-workers", "2"))) {
            setup.progress().accept("scale: small jobs, warming up");
            rate(grid.client(), WARM_UP * jobs);
            setup.progress().accept("scale: " + jobs + " jobs of 64³ through HTTP");
            double rate = rate(grid.client(), jobs);
            return List.of(Figure.of(name(), "jobs of 64³ a second, submitted through HTTP, durable", rate, "/s")
                    .atLeast(100)
                    .noted(CLIENTS + " requestors at once, 2 native workers, " + WARM_UP * jobs + " jobs to warm up"));
        }
    }

    private static double rate(GridClient client, int jobs) throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        try (ExecutorService requestors =
                Executors.newFixedThreadPool(CLIENTS, Thread.ofVirtual().factory())) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < jobs; i++) {
                long seed = i;
                ends.add(requestors.submit(() -> {
                    client.runToEnd(Map.of("kernel", "matmul", "rowsA", 64, "colsA", 64, "colsB", 64, "seed", seed));
                    return seed;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
        return jobs * 1e9 / (System.nanoTime() - began);
    }
}
