package org.distributedbrain.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How soon what a lost worker had is under way elsewhere, and how soon a killed orchestrator hands out work again. */
final class FaultsBench implements Bench {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WORKERS = 8;
    private static final double CHUNK_MILLIS = 20;

    @Override
    public String name() {
        return "faults";
    }

    @Override
    public List<Figure> run(Setup setup) throws Exception {
        List<Figure> figures = new ArrayList<>(kills(setup));
        figures.addAll(restart(setup));
        return figures;
    }

    private List<Figure> kills(Setup setup) throws Exception {
        int kills = setup.count(200, 5);
        Requeues requeues = new Requeues();
        Path data = setup.scratch().resolve("faults-kills");
        try (GridProcess grid = GridProcess.start(data);
                ZeroFleet fleet = new ZeroFleet(grid.join(), requeues)) {
            List<ZeroWorker> workers = new ArrayList<>(fleet.add(WORKERS, TinyJob.conduct(CHUNK_MILLIS), PATIENCE));
            setup.progress().accept("faults: warming up");
            grid.client().runToEnd(TinyJob.upload(grid.client(), setup.scratch(), 500));
            // Enough for all kills: a worker does 50 chunks a second, and there are about 20 kills a second.
            Map<String, Object> job = TinyJob.upload(grid.client(), setup.scratch(), 50 * kills + 500);
            String id = grid.client().submit(job).id();
            requeues.awaitTasks();
            setup.progress().accept("faults: " + kills + " sockets are closed in the middle of a job");
            for (int i = 0; i < kills; i++) {
                ZeroWorker victim = workers.removeFirst();
                requeues.kill(victim);
                requeues.awaitNoneMissing();
                workers.addAll(fleet.add(1, TinyJob.conduct(CHUNK_MILLIS), PATIENCE));
                Thread.sleep(20);
            }
            grid.client().awaitDone(id);
            Samples times = requeues.samples();
            String words = "socket closed → its chunk's first byte at the next worker, ";
            return List.of(
                    Figure.of(name(), words + "median", times.median(), "ms"),
                    Figure.of(name(), words + "p99", times.percentile(99), "ms")
                            .atMost(50)
                            .noted(kills + " kills, " + times.size() + " chunks, " + WORKERS
                                    + " workers with 20 ms a chunk"));
        }
    }

    private List<Figure> restart(Setup setup) throws Exception {
        int times = setup.count(3, 1);
        Samples first = new Samples();
        Samples total = new Samples();
        for (int i = 0; i < times; i++) {
            setup.progress().accept("faults: the orchestrator is killed, " + (i + 1) + " of " + times);
            Path data = setup.scratch().resolve("faults-restart-" + i);
            int port = freePort();
            Comebacks comebacks = new Comebacks();
            try (GridProcess grid = GridProcess.start(data, port, List.of(), List.of());
                    ZeroFleet fleet = new ZeroFleet(grid.join(), comebacks)) {
                comebacks.watch(fleet, TinyJob.conduct(CHUNK_MILLIS));
                fleet.add(WORKERS, TinyJob.conduct(CHUNK_MILLIS), PATIENCE);
                Map<String, Object> job = TinyJob.upload(grid.client(), setup.scratch(), 2_000);
                String id = grid.client().submit(job).id();
                comebacks.awaitTask(PATIENCE);
                Thread.sleep(500);
                grid.child().kill();
                comebacks.forget();
                long began = System.nanoTime();
                try (GridProcess again = GridProcess.start(data, port, List.of(), List.of())) {
                    long came = comebacks.awaitTask(Duration.ofSeconds(10));
                    if (came == 0) {
                        return List.of(Figure.of(name(), "SIGKILL → first chunk after the start", Double.NaN, "ms")
                                .atMost(3_000)
                                .noted("no chunk was handed out within 10 s"));
                    }
                    first.add((came - began) / 1e6);
                    again.client().awaitDone(id);
                    total.add((System.nanoTime() - began) / 1e6);
                } finally {
                    comebacks.stop();
                }
            }
        }
        return List.of(
                Figure.of(name(), "SIGKILL → first chunk after the start", first.median(), "ms")
                        .atMost(3_000)
                        .noted("from starting the new process; median of " + times),
                Figure.of(name(), "SIGKILL → the job is done all the same", total.median(), "ms"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
