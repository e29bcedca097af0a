package org.distributedbrain.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distributedbrain.server.api.JobDocument;
import tools.jackson.databind.JsonNode;

/**
 * What verification costs a job that real workers compute: the same product of random matrices on native workers of this computer, verified and not
 * in turns, so that both meet the same weather.
 */
final class TrustBench implements Bench {
    private static final int ROUNDS = 3;
    private static final int WARM_UP = 40;
    private static final int WORKERS = 2;

    @Override
    public String name() {
        return "trust";
    }

    @Override
    public List<Figure> run(Setup setup) throws Exception {
        int size = setup.effort() < 1 ? 256 : 2048;
        Path data = setup.scratch().resolve("trust");
        try (GridProcess grid = GridProcess.start(data, 0, List.of(), List.of("--local-workers", "" + WORKERS))) {
            GridClient client = grid.client();
            Path a = Operands.random(setup.scratch().resolve("trust-a.npy"), size, size, 1);
            Path b = Operands.random(setup.scratch().resolve("trust-b.npy"), size, size, 2);
            Map<String, Object> verified = TinyJob.product(client, a, b);
            Map<String, Object> unverified = new LinkedHashMap<>(verified);
            unverified.put("verify", "none");
            setup.progress().accept("trust: " + size + "³ on " + WORKERS + " native workers, to warm up");
            int warmUp = setup.effort() < 1 ? 1 : WARM_UP;
            for (int i = 0; i < warmUp; i++) {
                client.runToEnd(verified);
                client.runToEnd(unverified);
            }
            Thread.sleep(setup.effort() < 1 ? Duration.ZERO : Duration.ofSeconds(12)); // the rehearsal of verification
            return measured(setup, client, size, verified, unverified);
        }
    }

    private List<Figure> measured(
            Setup setup, GridClient client, int size, Map<String, Object> verified, Map<String, Object> unverified)
            throws Exception {
        Samples with = new Samples();
        Samples without = new Samples();
        Samples checking = new Samples();
        for (int round = 0; round < ROUNDS; round++) {
            setup.progress().accept("trust: " + size + "³, round " + (round + 1));
            for (int i = 0; i < Math.max(1, setup.repeat() / ROUNDS); i++) {
                JobDocument job = client.runToEnd(verified);
                with.add(totalMs(job));
                checking.add(checkingMs(client, job));
                without.add(totalMs(client.runToEnd(unverified)));
            }
        }
        String words = size + "³ on " + WORKERS + " native workers";
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(name(), words + ", verified", with.median(), "ms").noted("median of " + with.size()));
        figures.add(Figure.of(name(), words + ", not verified", without.median(), "ms")
                .noted("median of " + without.size() + ", alternating"));
        figures.add(Figure.of(name(), words + ", tiles under verification, summed", checking.median(), "ms")
                .noted("from the last byte of a tile to its verdict, waiting included"));
        double share = Math.max(0, 100 * (with.median() - without.median()) / with.median());
        figures.add(Figure.of(name(), words + ", verification's share of the total", share, "%")
                .atMost(5)
                .noted("what the medians differ by"));
        return figures;
    }

    private static double totalMs(JobDocument job) {
        var metrics = job.metrics();
        return metrics == null ? Double.NaN : metrics.totalMs();
    }

    private static double checkingMs(GridClient client, JobDocument job) throws Exception {
        double sum = 0;
        for (JsonNode execution : client.get("/api/v1/jobs/" + job.id() + "/executions?limit=1000")
                .path("executions")) {
            JsonNode returned = execution.path("returnedAt");
            JsonNode checked = execution.path("checkedAt");
            if (returned.isString() && checked.isString()) {
                sum += Duration.between(Instant.parse(returned.stringValue()), Instant.parse(checked.stringValue()))
                                .toNanos()
                        / 1e6;
            }
        }
        return sum;
    }
}
