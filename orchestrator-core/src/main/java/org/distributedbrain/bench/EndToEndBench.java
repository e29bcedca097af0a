package org.distributedbrain.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.server.api.JobDocument;

/**
 * Whole jobs with workers that return zeros, so that only orchestration and transfer are timed: from the first chunk handed out to the durable
 * result. The orchestrator runs in a process of its own, all workers in this one. Rounds with the peer alternate.
 */
final class EndToEndBench implements Bench {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROUNDS = 3;

    /** Jobs of each round that do not count, on either side: compilers, on both, and caches warm up. */
    private static final int WARM_UP = 20;

    private static final String COLD = "cold";
    private static final String RESIDENT = "B resident";

    private record Case(int size, int workers) {
        String words() {
            return size + "³, " + workers + " workers";
        }
    }

    private static final List<Case> CASES = List.of(new Case(1024, 8), new Case(2048, 8), new Case(1024, 20));

    private static final Case SMALL = new Case(256, 4);

    /** When the last result left a worker. */
    private static final class LastResult implements ZeroEvents {
        private final AtomicLong nanos = new AtomicLong();

        @Override
        public void resultLeft(ZeroWorker worker, TaskId task, long at) {
            nanos.set(at);
        }
    }

    @Override
    public String name() {
        return "e2e";
    }

    @Override
    public List<Figure> run(Setup setup) throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (Case it : setup.effort() < 1 ? List.of(SMALL) : CASES) {
            figures.addAll(run(setup, it));
        }
        figures.addAll(large(setup));
        return figures;
    }

    private List<Figure> run(Setup setup, Case it) throws Exception {
        Map<String, Samples> times = new LinkedHashMap<>();
        Samples aggregation = new Samples();
        Samples peer = new Samples();
        Map<String, Samples> bytes = new LinkedHashMap<>();
        LastResult last = new LastResult();
        int jobs = Math.max(1, setup.repeat() / ROUNDS);
        try (GridProcess grid = GridProcess.start(setup.scratch().resolve("e2e-" + it.size + "-" + it.workers));
                ZeroFleet fleet = new ZeroFleet(grid.join(), last)) {
            fleet.add(it.workers, Conduct.PROMPT, PATIENCE);
            Map<String, Map<String, Object>> kinds = kinds(grid.client(), setup.scratch(), it.size);
            for (int round = 0; round < ROUNDS; round++) {
                if (setup.peer() != null) {
                    setup.progress().accept("e2e: " + it.words() + ", the peer, round " + (round + 1));
                    Peer.run(setup.peer(), it.size, it.workers, WARM_UP, jobs).forEach(peer::add);
                }
                for (Map.Entry<String, Map<String, Object>> kind : kinds.entrySet()) {
                    setup.progress().accept("e2e: " + it.words() + ", " + kind.getKey() + ", round " + (round + 1));
                    for (int i = -WARM_UP; i < jobs; i++) {
                        JobDocument job = grid.client().runToEnd(kind.getValue());
                        double late = (System.nanoTime() - last.nanos.get()) / 1e6;
                        var metrics = job.metrics();
                        if (i >= 0 && metrics != null) {
                            times.computeIfAbsent(kind.getKey(), key -> new Samples())
                                    .add(metrics.totalMs());
                            aggregation.add(late);
                            bytes.computeIfAbsent(kind.getKey(), key -> new Samples())
                                    .add((double) metrics.bytesOut() + metrics.bytesIn());
                        }
                    }
                }
            }
        }
        return figures(it, times, peer, aggregation, bytes);
    }

    /** Jobs to be timed, by what people call them. */
    private static Map<String, Map<String, Object>> kinds(GridClient client, Path scratch, int size)
            throws IOException, InterruptedException {
        Path a = Operands.zeros(scratch.resolve("zeros-" + size + ".npy"), size, size);
        Path b = Operands.random(scratch.resolve("random-" + size + ".npy"), size, size, size);
        Map<String, Object> cold = TinyJob.product(client, a, b);
        Map<String, Map<String, Object>> kinds = new LinkedHashMap<>();
        kinds.put(COLD + ", not verified", unverified(cold));
        kinds.put(COLD + ", verified", cold);
        // Other numbers than above, for a matrix is known by its content.
        Path other = Operands.random(scratch.resolve("resident-" + size + ".npy"), size, size, size + 1L);
        Map<String, Object> resident = new LinkedHashMap<>(cold);
        resident.put("b", client.putOnGrid(other, Operands.sha256(other)));
        kinds.put(RESIDENT + ", not verified", unverified(resident));
        kinds.put(RESIDENT + ", verified", resident);
        return kinds;
    }

    private static Map<String, Object> unverified(Map<String, Object> job) {
        Map<String, Object> unverified = new LinkedHashMap<>(job);
        unverified.put("verify", "none");
        return unverified;
    }

    private List<Figure> figures(
            Case it, Map<String, Samples> times, Samples peer, Samples aggregation, Map<String, Samples> bytes) {
        List<Figure> figures = new ArrayList<>();
        if (peer.size() > 0) {
            figures.add(Figure.of(name(), it.words() + ", peer", peer.median(), "ms")
                    .noted("median of " + peer.size()));
        }
        times.forEach((kind, samples) -> {
            figures.add(Figure.of(name(), it.words() + ", " + kind, samples.median(), "ms")
                    .noted("median of " + samples.size() + "; "
                            + Math.round(bytes.getOrDefault(kind, new Samples()).median() / 1e5) / 10.0 + " MB"));
            if (peer.size() > 0) {
                double asked = kind.startsWith(COLD) ? 2.5 : it.workers > 8 ? 6 : 5;
                figures.add(Figure.of(name(), it.words() + ", peer / " + kind, peer.median() / samples.median(), "×")
                        .atLeast(asked));
            }
        });
        double n2 = (double) it.size * it.size;
        double ideal = 4 * (Math.sqrt(it.workers) * 2 * n2 + n2);
        double sent = bytes.getOrDefault(COLD + ", verified", new Samples()).median();
        figures.add(Figure.of(name(), it.words() + ", bytes sent / 4(√P(mk+kn)+mn)", sent / ideal, "×")
                .atMost(1.1));
        figures.add(Figure.of(name(), it.words() + ", last result left → job reported done", aggregation.median(), "ms")
                .atMost(50)
                .noted("over HTTP, verification and disk included"));
        return figures;
    }

    private List<Figure> large(Setup setup) throws Exception {
        int size = setup.effort() < 1 ? 512 : 8192;
        setup.progress().accept("e2e: " + size + "×" + size + " with -Xmx256m");
        Path data = setup.scratch().resolve("e2e-large");
        try (GridProcess grid = GridProcess.start(data, 0, List.of("-Xmx256m"), List.of());
                ZeroFleet fleet = new ZeroFleet(grid.join(), ZeroEvents.NONE)) {
            fleet.add(8, Conduct.PROMPT, PATIENCE);
            Map<String, Object> job = kinds(grid.client(), setup.scratch(), size)
                    .values()
                    .iterator()
                    .next();
            var metrics = grid.client().runToEnd(job).metrics();
            String words = size + "×" + size + " operands with -Xmx256m, 8 workers";
            return List.of(
                    Figure.of(name(), words, metrics == null ? Double.NaN : metrics.totalMs(), "ms"),
                    Figure.of(name(), words + ", peak memory", grid.child().peakMiB(), "MiB")
                            .noted("mapped operands included"));
        }
    }
}
