package org.distributedbrain.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.persist.SqlJobStore;

/** How quickly jobs are found in a long history, through HTTP as the console's own calls are without it. */
final class HistoryBench implements Bench {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final int BATCH = 1_000;
    private static final int PAGE = 100;

    @Override
    public String name() {
        return "history";
    }

    @Override
    public List<Figure> run(Setup setup) throws Exception {
        int jobs = setup.count(100_000, 2_000);
        Path data = Files.createDirectories(setup.scratch().resolve("data"));
        setup.progress().accept("history: " + jobs + " jobs are made up");
        try (SqlJobStore store = SqlJobStore.open(DataPaths.in(data).database(), FIRST)) {
            fill(store, jobs);
        }
        List<Figure> figures = new ArrayList<>();
        try (GridProcess grid = GridProcess.start(data)) {
            for (Map.Entry<String, String> question : questions(jobs).entrySet()) {
                setup.progress().accept("history: " + question.getKey());
                figures.add(measured(setup, grid.client(), jobs, question.getKey(), question.getValue()));
            }
        }
        return figures;
    }

    private Figure measured(Setup setup, GridClient client, int jobs, String words, String query) throws Exception {
        String path = "/api/v1/jobs?limit=" + PAGE + query;
        Samples samples = new Samples();
        for (int i = 0; i < setup.count(200, 3); i++) {
            client.get(path);
        }
        for (int i = 0; i < setup.count(500, 10); i++) {
            long start = System.nanoTime();
            client.get(path);
            samples.add((System.nanoTime() - start) / 1e6);
        }
        return Figure.of(name(), jobs + " jobs, " + words + ", p99", samples.percentile(99), "ms")
                .atMost(50)
                .noted("median %.1f ms of %d, through HTTP".formatted(samples.median(), samples.size()));
    }

    /** What is asked, in words, and the rest of its address. */
    private static Map<String, String> questions(int jobs) {
        Map<String, String> questions = new LinkedHashMap<>();
        questions.put("the first page of " + PAGE, "");
        questions.put("a text that one job has", "&text=run-" + jobs / 3 + "-");
        questions.put("a text that no job has", "&text=nowhere");
        questions.put("those that failed", "&state=failed");
        questions.put("sizes that a tenth has", "&minSize=4000");
        questions.put("a day", "&from=2026-01-03&until=2026-01-04");
        questions.put("the fastest", "&sort=speed");
        questions.put("the largest", "&sort=size");
        return questions;
    }

    private static void fill(SqlJobStore store, int jobs) {
        Random random = new Random(7);
        for (int first = 0; first < jobs; first += BATCH) {
            List<Fact> facts = new ArrayList<>();
            for (int i = first; i < Math.min(jobs, first + BATCH); i++) {
                facts.addAll(job(i, random));
            }
            store.commit(facts);
        }
    }

    private static List<Fact> job(int number, Random random) {
        JobId id = new JobId(new UUID(random.nextLong(), random.nextLong()).toString());
        MatmulSize size =
                new MatmulSize(64 + random.nextInt(4_400), 64 + random.nextInt(1_000), 64 + random.nextInt(1_000));
        Instant at = FIRST.plus(Duration.ofSeconds(7L * number));
        Job job = Job.of(
                id,
                size,
                new MatmulSource.Synthetic(size, number),
                JobOptions.DEFAULT,
                "embeddings-run-" + number + "-of-january.npy × projection.npy",
                List.of("A was narrowed from float64 to float32; the largest change was 2.9e-8 of a value."),
                at);
        Fact accepted = new Fact.JobAccepted(job, new TileGrid(4, 4, 1), null);
        if (number % 50 == 0) {
            return List.of(accepted, new Fact.JobFailed(id, "Its operands are gone: submit it again.", at));
        }
        double totalMs = 20 + random.nextInt(5_000);
        double mops = size.operations() / totalMs / 1e3;
        JobMetrics metrics = new JobMetrics(
                totalMs,
                totalMs,
                totalMs / 5,
                3,
                16,
                totalMs / 16,
                mops,
                80,
                size.bytes(),
                size.bytes() / 3,
                3,
                0.1,
                0,
                null,
                1e-4,
                1e-7,
                0);
        return List.of(accepted, new Fact.JobFinished(id, metrics, at.plusMillis((long) totalMs)));
    }
}
